import {
  type DeliveryStatus,
  PROBLEM_STATUSES,
  type ProblemStatus,
  type TrackingItem,
} from '#contract/tracking-item.ts';

/** Both are there, or neither. */
export const PROBLEM_ATTRIBUTES = ['problem', 'problemAt'] as const satisfies readonly (keyof TrackingItem)[];

/** Whether an email with this status is found by its status. */
function isProblem(status: DeliveryStatus): status is ProblemStatus {
  return (PROBLEM_STATUSES as readonly DeliveryStatus[]).includes(status);
}

/**
 * What makes an email found by its status; undefined for a status that is not looked for.
 *
 * @param at when the status was reached; ISO 8601, UTC
 */
export function problemOf(
  status: DeliveryStatus,
  at: string,
): Required<Pick<TrackingItem, 'problem' | 'problemAt'>> | undefined {
  return isProblem(status) ? { problem: problemKey(status, at.slice(0, 10)), problemAt: at } : undefined;
}

/** A day's emails of a status are one partition of the index. `day` is such as `2026-11-24`. */
export function problemKey(status: ProblemStatus, day: string): string {
  return `${status}#${day}`;
}

/** The status of such a key. */
export function problemStatusOf(key: string): ProblemStatus {
  return key.slice(0, key.indexOf('#')) as ProblemStatus;
}
