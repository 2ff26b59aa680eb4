import { email } from '#contract/order-event-fields.ts';
import { RETENTION_DAYS } from '#contract/timing.ts';
import { PROBLEM_STATUSES, type ProblemStatus } from '#contract/tracking-item.ts';
import type { EmailSearch, Search, TimeSpan } from './operator-ports.ts';
import { answerOf } from './unavailable.ts';

/** What somebody looks for. */
export interface SearchWishes {
  /** Emails to this address. Default: to anybody, with a problem. */
  readonly address?: string;
  /** Default: every status for an address, every problem without one. */
  readonly statuses?: readonly string[];
  /** ISO 8601. Default: all that is kept for an address, a day ago without one. */
  readonly since?: string;
  /** ISO 8601. Default: now. */
  readonly until?: string;
  readonly limit: number;
}

export type SearchResult =
  | ({ readonly kind: 'found'; readonly span: TimeSpan } & Search)
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
    return { kind: 'found', span, ...found };
  }
  const checked = email.safeParse(address);
  if (!checked.success)
    return { kind: 'impossible', field: 'address', allowed: checked.error.issues[0]!.message };
  const { emails, ...rest } = await answerOf(TABLE, search.byAddress(checked.data, span, limit));
  const wanted = statuses ? emails.filter(({ status }) => statuses.includes(status)) : emails;
  return { kind: 'found', span, emails: wanted, ...rest };
}

const PROBLEMS_ALLOWED = `${PROBLEM_STATUSES.join(', ')}; any other status together with an address only, since most emails have it`;

function problemsAmong(statuses: readonly string[]): readonly ProblemStatus[] | undefined {
  const problems = PROBLEM_STATUSES.filter((status) => statuses.includes(status));
  return problems.length === new Set(statuses).size ? problems : undefined;
}

function spanOf(
  { address, since, until }: SearchWishes,
  nowMs: number,
): TimeSpan | Extract<SearchResult, { kind: 'impossible' }> {
  const oldest = nowMs - RETENTION_DAYS * DAY_MS;
  const from = since === undefined ? (address === undefined ? nowMs - DAY_MS : oldest) : Date.parse(since);
  const to = until === undefined ? nowMs : Date.parse(until);
  const DATE = 'an ISO 8601 date, such as 2026-11-24 or 2026-11-24T12:00:00Z';
  if (Number.isNaN(from)) return { kind: 'impossible', field: 'since', allowed: DATE };
  if (Number.isNaN(to)) return { kind: 'impossible', field: 'until', allowed: DATE };
  if (from > to) return { kind: 'impossible', field: 'since', allowed: 'a time before the end' };
  // Nothing older is kept, and each day before would be asked for in vain.
  return { since: iso(Math.max(from, oldest - DAY_MS)), until: iso(to) };
}

const iso = (ms: number) => new Date(ms).toISOString();
