import { sendStateOf } from './checks.ts';
import { NAMES, type SimulatedCloud } from './cloud.ts';
import { type Run, STARTS_AT } from './run.ts';
import type { Violation } from './violation.ts';

/** What came of a run. */
export interface RunResult {
  readonly violation: Violation | undefined;
  /** Of the email concerned, where there is a violation of one. */
  readonly history: readonly string[];
  /** Over everything that was traced: equal seeds give equal hashes. */
  readonly traceHash: string;
  readonly traceEvents: number;
  readonly virtualMs: number;
  /** Emails by the send state they ended in. */
  readonly endStates: Readonly<Record<string, number>>;
  readonly mails: number;
  /** Mails beyond the first of their email, every one explained by events that SES withheld. */
  readonly duplicates: number;
  /** Emails that support had sent again. */
  readonly resends: number;
  /** Emails that support had erased. */
  readonly erased: number;
  /** How often an operator had to redrive the dead letters after the faults had stopped. */
  readonly redrives: number;
  /** Calls that SES itself throttled. */
  readonly throttledBySes: number;
  /** When the last mail was taken, since the first order's time. */
  readonly lastMailMs: number;
  /** The longest time between two mails. */
  readonly longestPauseMs: number;
  /** How often the message that came most often was received. */
  readonly mostReceives: number;
  /** Messages of the order queue that ended among the dead letters, and are there still. */
  readonly deadLetters: number;
}

export function resultOf(
  { checks, cases, trace, time }: Run,
  { table, bodiesIn }: SimulatedCloud,
  counted: Pick<RunResult, 'redrives' | 'throttledBySes' | 'mostReceives'>,
): RunResult {
  const { violation } = checks;
  const endStates: Record<string, number> = {};
  const sums = { mails: 0, duplicates: 0, resends: 0, erased: 0 };
  for (const { emailId, malformed, acceptances, isResend } of cases.all()) {
    const item = table.item(emailId);
    const state = malformed ? 'malformed' : (sendStateOf(item) ?? 'none');
    endStates[state] = (endStates[state] ?? 0) + 1;
    sums.mails += acceptances.length;
    sums.duplicates += Math.max(0, acceptances.length - 1);
    if (isResend) sums.resends++;
    if (item.erasedAt) sums.erased++;
  }
  return {
    violation,
    history: violation ? trace.history(violation.emailId) : [],
    traceHash: trace.hash(),
    traceEvents: trace.events,
    virtualMs: time.now() - STARTS_AT,
    endStates,
    ...sums,
    ...counted,
    ...pace([...cases.all()].flatMap(({ acceptances }) => acceptances.map(({ at }) => at))),
    deadLetters: bodiesIn(NAMES.orderDeadLetters).length,
  };
}

function pace(acceptedAt: readonly number[]): Pick<RunResult, 'lastMailMs' | 'longestPauseMs'> {
  let before = STARTS_AT;
  let longestPauseMs = 0;
  for (const at of acceptedAt.toSorted((one, other) => one - other)) {
    longestPauseMs = Math.max(longestPauseMs, at - before);
    before = at;
  }
  return { lastMailMs: before - STARTS_AT, longestPauseMs };
}
