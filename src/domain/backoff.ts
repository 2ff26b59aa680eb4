const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Exponential with full jitter, as AWS advises ("Exponential backoff and jitter"), from 1 s, at most 10 min. */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(10 * MINUTE, 2 ** Math.min(failures, 20) * SECOND);
  return Math.max(SECOND, Math.round(random * ceiling));
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
