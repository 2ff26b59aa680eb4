import type { RunOptions } from './options.ts';
import type { RunResult } from './result.ts';
import { duration } from './trace.ts';
import { INVARIANTS } from './violation.ts';

/** What a run tells a person. */
export interface Report {
  readonly lines: readonly string[];
  /** Whether every invariant holds. */
  readonly holds: boolean;
}

/** Of a violation's history: more is seldom read. */
const LAST_LINES = 60;

/** The seed and what it drew, but only what differs from nothing. */
export function describeOptions({ seed, calls, ...options }: RunOptions): readonly string[] {
  const drawn = Object.entries({ ...options, ...calls }).flatMap(([name, value]) => {
    const described = describe(value);
    return described === undefined ? [] : [`  ${name}: ${described}`];
  });
  return [`seed ${seed}`, ...drawn];
}

function describe(value: unknown): string | undefined {
  if (typeof value === 'number') return value === 0 ? undefined : String(Number(value.toFixed(3)));
  if (typeof value !== 'object' || value === null) return value === undefined ? undefined : String(value);
  if (Array.isArray(value))
    return value.length > 5
      ? `${value.length} times`
      : value.map((at) => duration(at)).join(', ') || undefined;
  if ('from' in value && 'to' in value)
    return `${duration(Number(value.from))} to ${duration(Number(value.to))}`;
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const described = describe(part);
    return described === undefined ? [] : [`${name} ${described}`];
  });
  return parts.join(', ') || undefined;
}

export function reportOf(options: RunOptions, result: RunResult, seconds: number): Report {
  const states = Object.entries(result.endStates).map(([state, count]) => `${state} ${count}`);
  const lines = [
    `trace hash ${result.traceHash} over ${result.traceEvents} events`,
    `${options.orders} orders in ${seconds.toFixed(1)} s (${Math.round(options.orders / seconds)} a second), ${duration(result.virtualMs)} of virtual time`,
    `${states.join(', ')}; ${result.mails} mails, ${result.duplicates} of them explained duplicates; ${result.resends} resends, ${result.erased} erased; ${result.redrives} redrives; SES throttled ${result.throttledBySes} calls`,
  ];
  if (!result.violation) return { lines: [...lines, 'Every invariant holds.'], holds: true };
  return { lines: [...lines, ...violationLines(options, result)], holds: false };
}

function violationLines(options: RunOptions, { violation, history }: RunResult): readonly string[] {
  const { invariant, message, emailId } = violation!;
  return [
    '',
    `Invariant ${invariant} is violated: ${INVARIANTS[invariant]}.`,
    message,
    ...(emailId ? [`History of ${emailId}:`] : []),
    ...history.slice(-LAST_LINES).map((line) => `  ${line}`),
    '',
    `Again: node sim/main.ts --seed ${options.seed} --orders ${options.orders} --faults ${options.faults}`,
  ];
}
