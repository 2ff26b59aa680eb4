/**
 * The tags on every mail. SES returns them in every event, which is how an event finds its email, and how a sender that
 * does not know what became of an attempt learns that SES accepted it. No personal data: tags show up in events and logs.
 */
export const EMAIL_ID_TAG = 'emailId';
export const ATTEMPT_TAG = 'attempt';

/** The tag SES itself adds to every event. */
export const CONFIGURATION_SET_TAG = 'ses:configuration-set';
