import type { TrackingItem } from '#contract/tracking-item.ts';
import type { FactTime } from '#domain/delivery-status.ts';
import { REPLACED } from '#domain/resend.ts';
import { withoutAddresses } from '#domain/without-addresses.ts';

/** One thing that happened to an email, in a reader's words. */
export interface TimelineEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly what: string;
}

/** Everything that is known to have happened to an email, in the order of time. */
export function timelineOf(item: TrackingItem): readonly TimelineEntry[] {
  const facts = Object.entries(FACTS) as [FactTime, string | ((item: TrackingItem) => string)][];
  const happened = [
    ...claims(item),
    { at: item.erasedAt, what: 'Personal data erased' },
    ...facts.map(([time, what]) => ({ at: item[time], what: typeof what === 'string' ? what : what(item) })),
  ];
  // A stable sort: facts of the same millisecond stay in the order of the life cycle.
  return happened
    .filter((entry): entry is TimelineEntry => entry.at !== undefined)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function claims({ timestamp, claimedAt, attempt, requestedAt, resentBy, resendReason }: TrackingItem) {
  const claimed = { at: claimedAt, what: `Taken up for sending, attempt ${attempt}` };
  if (requestedAt !== undefined) {
    // Shown whether addresses are asked for or not, and people type them into their reason.
    const why = resendReason === undefined ? '' : `: ${withoutAddresses(resendReason)}`;
    return [{ at: requestedAt, what: `Resend asked for by ${resentBy}${why}` }, claimed];
  }
  return timestamp === claimedAt ? [claimed] : [{ at: timestamp, what: 'First known' }, claimed];
}

const FACTS: Readonly<Record<FactTime, string | ((item: TrackingItem) => string)>> = {
  sentAt: 'Accepted by Amazon SES',
  delayedAt: 'Delayed: the recipient’s mail server did not take it yet',
  deliveredAt: 'Delivered to the recipient’s mail server',
  autoRepliedAt: 'An automatic reply came back, such as an out-of-office note',
  bouncedAt: ({ status }) =>
    status === 'SUPPRESSED' ? 'Withheld by a suppression list' : 'Bounced: sent back by a mail server',
  rejectedAt: 'Rejected by Amazon SES',
  failedAt: ({ reason }) =>
    reason === REPLACED
      ? 'Withdrawn: a resend to another address has taken its place'
      : 'Refused by Amazon SES',
  complainedAt: 'Marked as spam by the recipient',
};
