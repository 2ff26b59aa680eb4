import type { DeadLetter } from './operator-ports.ts';

/** Why a message waits for a person, and what to do about it. */
export interface LetterExplanation {
  readonly meaning: string;
  readonly nextStep: string;
}

/** In plain words. The attributes say which field and what is allowed there; never the value that was found. */
export function explainDeadLetter({ attributes }: Pick<DeadLetter, 'attributes'>): LetterExplanation {
  const { reason, ErrorMessage } = attributes;
  if (reason !== undefined) return WORDS.get(reason) ?? held(reason);
  return ErrorMessage === undefined ? GIVEN_UP : UNDELIVERED;
}

const TELL_THE_SHOP =
  'The same event will be refused again. Have the shop correct and publish it, then discard this one.';

const WORDS = new Map<string, LetterExplanation>(
  Object.entries({
    MISSING_FIELD: { meaning: 'The order event lacks a field.', nextStep: TELL_THE_SHOP },
    INVALID_FIELD: { meaning: 'A field of the order event cannot be so.', nextStep: TELL_THE_SHOP },
    NOT_JSON: { meaning: 'The message is no JSON.', nextStep: TELL_THE_SHOP },
    NOT_AN_OBJECT: { meaning: 'The message is JSON, but no order event.', nextStep: TELL_THE_SHOP },
    BODY_TOO_LARGE: { meaning: 'The order event is too large.', nextStep: TELL_THE_SHOP },
    UNKNOWN_BRAND: {
      meaning: 'The order names a brand that the deployment does not have.',
      nextStep: 'Deploy a brand file that has it, then redrive; or discard.',
    },
    UNKNOWN_RESEND: {
      meaning: 'It asks for a resend that nobody has prepared.',
      nextStep: 'Ask for the resend anew on its order’s page, then discard this one.',
    },
    CONTENT_ERASED: {
      meaning: 'The order’s data was erased before its mail was sent.',
      nextStep: 'Discard it: there is nothing left to send.',
    },
    RECEIVES_USED_UP: {
      meaning: 'It was tried again and again without an end.',
      nextStep: 'Look what its email waits for, mend that, then redrive.',
    },
    WAITED_TOO_LONG: {
      meaning: 'It has waited for so long that the queue would soon have deleted it.',
      nextStep: 'Look what its email waits for, mend that, then redrive.',
    },
  }),
);

const held = (reason: string): LetterExplanation => ({
  meaning: `Its email was not settled (${reason}).`,
  nextStep: 'Look at its email. Redriven, the order is mailed once more if nothing proves that it was sent.',
});

const GIVEN_UP: LetterExplanation = {
  meaning: 'Its function failed with it each time.',
  nextStep: 'Look at the function’s log, mend what it says, then redrive.',
};

const UNDELIVERED: LetterExplanation = {
  meaning: 'SNS could not deliver it to its queue.',
  nextStep: 'Look whether the queue is there and lets the topic in, then redrive.',
};
