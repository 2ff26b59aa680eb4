const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Exponential with full jitter, as AWS advises ("Exponential backoff and jitter"), from 1 s, at most 10 min. */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(10 * MINUTE, 2 ** Math.min(failures, 20) * SECOND);
  return Math.max(SECOND, Math.round(random * ceiling));
}

/** SQS hides a message for twelve hours at most, counted from its receipt. */
const LONGEST_HIDE = 12 * 60 * MINUTE - 2 * MINUTE;

/**
 * For a message that others are before: the account's rate is used up, by this environment's line or by anybody. The line may be
 * long, and each look costs one of the message's twenty receives. Growing by two and a half times from a second or two to twelve
 * hours makes them outlast the queue's four days, so no order is given up for a line, and one that waits n times as long as the
 * line needs has looked but once more. Jitter over the upper half, for those that were turned away together.
 */
export function turnWaitMs(receives: number, random: number): number {
  return Math.min(LONGEST_HIDE, Math.round(2.5 ** Math.min(receives, 20) * SECOND * (0.5 + random / 2)));
}

/** SES counts the daily quota over the last 24 hours, so it frees up bit by bit. Longer after six hours, or the receives end first. */
export function dailyQuotaWaitMs(receives: number): number {
  return (receives <= 6 ? 60 : 180) * MINUTE;
}

/**
 * While feedback has a backlog, an attempt stays in doubt for up to a day. Each look costs one of the message's twenty receives:
 * doubling from a minute to three hours makes them last.
 */
export function backlogWaitMs(receives: number): number {
  return Math.min(180 * MINUTE, MINUTE * 2 ** Math.min(Math.max(receives - 1, 0), 10));
}

/**
 * For a refusal that a person must mend. Each wait costs a receive, of which a message has twenty: doubling from 5 minutes
 * to 6 hours makes them last longer than the queue keeps the message.
 */
export function blockedWaitMs(failures: number): number {
  return Math.min(6 * 60 * MINUTE, 5 * MINUTE * 2 ** Math.min(Math.max(failures - 1, 0), 10));
}
