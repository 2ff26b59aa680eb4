import { sendStateOf } from './checks.ts';
import type { SimulatedCloud } from './cloud.ts';
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
}

export function resultOf(
  { checks, cases, trace, time }: Run,
  { table }: SimulatedCloud,
  counted: Pick<RunResult, 'redrives' | 'throttledBySes'>,
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
  };
}
