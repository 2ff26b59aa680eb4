import type { TrackingItem } from '#contract/tracking-item.ts';

/** What a bounce means for whoever has to answer the customer. */
export interface BounceExplanation {
  readonly meaning: string;
  readonly nextStep: string;
}

/**
 * Explains why a mail came back: by the enhanced status code where it says something of its own (RFC 3463), by SES's sub-type
 * ("Bounce object" of its event reference), and by whether it was for good.
 */
export function explainBounce({ bounceType, bounceSubType, smtpStatus }: TrackingItem): BounceExplanation {
  const known = BY_STATUS.get(smtpStatus ?? '') ?? BY_SUB_TYPE.get(bounceSubType ?? '');
  return known ?? (bounceType === 'Permanent' ? FOR_GOOD : NOT_TAKEN);
}

const ANOTHER_ADDRESS = 'Ask the customer for another address.';

const FOR_GOOD: BounceExplanation = {
  meaning: 'The recipient’s mail server refused it for good: most likely there is no such address.',
  nextStep: ANOTHER_ADDRESS,
};

const NOT_TAKEN: BounceExplanation = {
  meaning: 'The recipient’s mail server could not take it for a while, and SES has given up.',
  nextStep: 'The address may work later; ask the customer for another one if it is urgent.',
};

const NO_MAILBOX: BounceExplanation = {
  meaning:
    'The recipient’s mail server refused it for good: there is no such address. Often it was mistyped.',
  nextStep: ANOTHER_ADDRESS,
};

const NO_DOMAIN: BounceExplanation = {
  meaning: 'What stands after the @ takes no mail: there is no such domain, or it was mistyped.',
  nextStep: ANOTHER_ADDRESS,
};

const FULL: BounceExplanation = {
  meaning: 'The recipient’s mailbox is full, and SES has given up.',
  nextStep: 'Send it again once the customer has made room, or to another address.',
};

const TOO_LARGE: BounceExplanation = {
  meaning: 'The recipient’s mail server takes no mail of this size.',
  nextStep: ANOTHER_ADDRESS,
};

const CONTENT: BounceExplanation = {
  meaning:
    'The recipient’s mail server took the mail for spam or for harmful, or accepts none from this shop.',
  nextStep: 'Ask the customer for another address. If many come back so, look at the reputation: run doctor.',
};

const BY_STATUS = new Map<string, BounceExplanation>(
  Object.entries({
    '5.1.1': NO_MAILBOX,
    '5.1.2': NO_DOMAIN,
    '5.1.10': NO_MAILBOX,
    '5.2.1': {
      meaning: 'The recipient’s mailbox exists and is switched off.',
      nextStep: ANOTHER_ADDRESS,
    },
    '4.2.2': FULL,
    '5.2.2': FULL,
    '5.3.4': TOO_LARGE,
    '5.7.1': CONTENT,
  }),
);

const BY_SUB_TYPE = new Map<string, BounceExplanation>(
  Object.entries({
    NoEmail: NO_MAILBOX,
    MailboxFull: FULL,
    MessageTooLarge: TOO_LARGE,
    ContentRejected: CONTENT,
    AttachmentRejected: CONTENT,
  }),
);
