import { MAX_DELIVERY_SECONDS } from '#contract/timing.ts';
import type { DeliveryStatus, TrackingItem } from '#contract/tracking-item.ts';
import { REPLACED } from '#domain/resend.ts';
import { explainBounce } from './explain-bounce.ts';

/** What a status means, for a person who has to answer a customer. */
export interface Explanation {
  readonly meaning: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly nextStep?: string;
  /** Whether the status will most likely stay. */
  readonly settled: boolean;
}

/** Explains an email's status in plain words. */
export function explainStatus(item: TrackingItem): Explanation {
  return EXPLANATIONS[item.status](item);
}

const DELIVERY_HOURS = MAX_DELIVERY_SECONDS / 3600;

const EXPLANATIONS: Readonly<Record<DeliveryStatus, (item: TrackingItem) => Explanation>> = {
  PENDING: pending,
  SENT: () => ({ meaning: 'Amazon SES has accepted it and is delivering it.', settled: false }),
  DELAYED: () => ({
    meaning: `The recipient’s mail server does not take it yet. Amazon SES keeps trying for ${DELIVERY_HOURS} hours.`,
    settled: false,
  }),
  DELIVERED: () => ({ meaning: 'The recipient’s mail server has taken it.', settled: true }),
  BOUNCED: (item) => ({ ...explainBounce(item), settled: true }),
  SUPPRESSED: () => ({
    meaning:
      'Amazon SES withheld it: the address is on a suppression list, because of an earlier bounce or complaint.',
    nextStep: 'Ask the customer for another address, or take this one off the list once it is right.',
    settled: true,
  }),
  REJECTED: () => ({
    meaning: 'Amazon SES did not send it, because it took its content for malicious.',
    nextStep: 'Look at the mail’s content; the same order would be rejected again.',
    settled: true,
  }),
  FAILED: failed,
  COMPLAINED: () => ({
    meaning: 'The recipient marked it as spam.',
    nextStep: 'Write to this address no more unless the customer asks for it.',
    settled: true,
  }),
  HELD: held,
};

function failed({ reason }: TrackingItem): Explanation {
  if (reason === REPLACED)
    return { meaning: 'Never sent: a resend to another address has taken its place.', settled: true };
  return {
    meaning: `Amazon SES refused it for good${because(reason)}.`,
    nextStep: 'Check the address and the order; the same order would be refused again.',
    settled: true,
  };
}

function held({ reason, resendOf, erasedAt }: TrackingItem): Explanation {
  if (resendOf !== undefined && erasedAt !== undefined) {
    return {
      meaning:
        'Whether it was sent could not be learned, and its content was erased before it could be sent again.',
      settled: true,
    };
  }
  return {
    meaning: `Whether it was sent could not be learned, so a person has to decide${because(reason)}.`,
    nextStep:
      'Its order waits in the dead-letter queue: move it back to send the mail, knowing that it may arrive twice.',
    settled: false,
  };
}

function pending({ sendState, reason, notBefore, resendOf, erasedAt }: TrackingItem): Explanation {
  if (sendState === 'RETRY') {
    const next = notBefore === undefined ? '' : ` The next attempt is at ${timeOfDay(notBefore)}.`;
    return { meaning: `Not sent yet: Amazon SES did not take it${because(reason)}.${next}`, settled: false };
  }
  if (sendState === undefined && resendOf !== undefined) {
    if (erasedAt !== undefined)
      return { meaning: 'Its content was erased before it was sent; it never will be.', settled: true };
    return {
      meaning: 'A resend was asked for; the sender has yet to take it up.',
      nextStep:
        'If that lasts for minutes, ask for the resend again, also to another address: no second mail comes of it.',
      settled: false,
    };
  }
  if (sendState === undefined) {
    return { meaning: 'Amazon SES has reported on it; its sender has no record of it yet.', settled: false };
  }
  return { meaning: 'It is being sent.', settled: false };
}

/** Such as `2026-11-24 12:00:05 UTC`. */
const timeOfDay = (milliseconds: number) =>
  `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const because = (reason: string | undefined) => (reason ? ` (${reason})` : '');
