import { email } from '#contract/order-event-fields.ts';
import { RETENTION_DAYS } from '#contract/timing.ts';
import { DELIVERY_STATUSES, PROBLEM_STATUSES, type ProblemStatus } from '#contract/tracking-item.ts';
import type { EmailSearch, Search, TimeSpan } from './operator-ports.ts';
import { endOf, startOf } from './search-time.ts';
import { answerOf } from './unavailable.ts';

/** What somebody looks for. */
export interface SearchWishes {
  /** Emails to this address. Default: to anybody, with a problem. */
  readonly address?: string;
  /** Default: every status for an address, every problem without one. */
  readonly statuses?: readonly string[];
  /** ISO 8601, in UTC where it names no zone. Default: all that is kept for an address, a day ago without one. */
  readonly since?: string;
  /** The same; a day without a time is part of the span. Default: now. */
  readonly until?: string;
  readonly limit: number;
}

export type SearchResult =
  /** `looked`: how many emails were read; those with another status than is wanted are left out after that. */
  | ({ readonly kind: 'found'; readonly span: TimeSpan; readonly looked: number } & Search)
  | { readonly kind: 'impossible'; readonly field: keyof SearchWishes; readonly allowed: string };

const DAY_MS = 24 * 60 * 60 * 1000;
const TABLE = 'the tracking table';

/**
 * Finds emails by address, by status, by time: whatever is asked, only what is found is read.
 *
 * Emails that were sent and delivered are found by their order or their address alone. To find them by status or time, too, each
 * would have to be written once more. Throws `Unavailable` where the table does not answer.
 */
export async function searchEmails(
  wishes: SearchWishes,
  search: EmailSearch,
  nowMs: number,
): Promise<SearchResult> {
  const span = spanOf(wishes, nowMs);
  if ('kind' in span) return span;
  const { address, statuses, limit } = wishes;
  if (address === undefined) {
    const problems = problemsAmong(statuses ?? PROBLEM_STATUSES);
    if (!problems) return { kind: 'impossible', field: 'statuses', allowed: PROBLEMS_ALLOWED };
    const found = await answerOf(TABLE, search.byProblem(problems, span, limit));
    return { kind: 'found', span, looked: found.emails.length, ...found };
  }
  const checked = email.safeParse(address);
  if (!checked.success)
    return { kind: 'impossible', field: 'address', allowed: checked.error.issues[0]!.message };
  // A typing error would find nothing, and look like an answer.
  if (statuses && !statuses.every(isStatus))
    return { kind: 'impossible', field: 'statuses', allowed: DELIVERY_STATUSES.join(', ') };
  const { emails, ...rest } = await answerOf(TABLE, search.byAddress(checked.data, span, limit));
  const wanted = statuses ? emails.filter(({ status }) => statuses.includes(status)) : emails;
  return { kind: 'found', span, looked: emails.length, emails: wanted, ...rest };
}

const PROBLEMS_ALLOWED = `${PROBLEM_STATUSES.join(', ')}; any other status together with an address only, since most emails have it`;

const isStatus = (status: string) => DELIVERY_STATUSES.some((known) => known === status);

function problemsAmong(statuses: readonly string[]): readonly ProblemStatus[] | undefined {
  const problems = PROBLEM_STATUSES.filter((status) => statuses.includes(status));
  return problems.length === new Set(statuses).size ? problems : undefined;
}

type Impossible = Extract<SearchResult, { kind: 'impossible' }>;

function spanOf({ address, since, until }: SearchWishes, nowMs: number): TimeSpan | Impossible {
  const oldest = nowMs - RETENTION_DAYS * DAY_MS;
  const from = since === undefined ? (address === undefined ? nowMs - DAY_MS : oldest) : startOf(since);
  const to = until === undefined ? nowMs : endOf(until);
  if (from === undefined) return { kind: 'impossible', field: 'since', allowed: DATE };
  if (to === undefined) return { kind: 'impossible', field: 'until', allowed: DATE };
  // Each day of which nothing is kept, or which is yet to come, would be asked for in vain.
  const [first, last] = [Math.max(from, oldest - DAY_MS), Math.min(to, nowMs)];
  if (to < first && to >= from) return { kind: 'impossible', field: 'until', allowed: KEPT };
  if (first > last)
    return { kind: 'impossible', field: 'since', allowed: 'a time before the end and before now' };
  return { since: iso(first), until: iso(last) };
}

const DATE = 'an ISO 8601 date, such as 2026-11-24 or 2026-11-24T12:00:00Z';
const KEPT = `a time within the last ${RETENTION_DAYS} days, for so long emails are kept`;

const iso = (ms: number) => new Date(ms).toISOString();
