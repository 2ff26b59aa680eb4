import { parseArgs } from 'node:util';
import { drawOptions, type FaultChoice, type RunOptions } from './options.ts';
import type { RunResult } from './result.ts';
import { simulate } from './simulate.ts';
import { duration } from './trace.ts';
import { INVARIANTS, type Violation } from './violation.ts';

const USAGE = `node sim/main.ts [--seed N] [--orders M] [--faults none|all] [--seeds K]

Simulates M orders (default 1000) under the faults that seed N (default 1) draws, and checks the delivery protocol's
invariants. --seeds K runs K seeds from N on. Exits with 1 where an invariant does not hold.`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    orders: { type: 'string', default: '1000' },
    faults: { type: 'string', default: 'all' },
    seeds: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else await main();

async function main(): Promise<void> {
  const seed = wholeNumber('seed', values.seed);
  const orders = wholeNumber('orders', values.orders);
  const seeds = wholeNumber('seeds', values.seeds);
  if (values.faults !== 'none' && values.faults !== 'all')
    return wrong(`--faults is "${values.faults}"; allowed are none and all.`);
  for (let each = seed; each < seed + seeds; each++)
    if (!(await runOne(drawOptions(each, orders, values.faults as FaultChoice)))) return;
}

async function runOne(options: RunOptions): Promise<boolean> {
  console.log(`seed ${options.seed}`);
  console.log(describe(options));
  const startedAt = performance.now();
  const result = await simulate(options);
  report(options, result, (performance.now() - startedAt) / 1000);
  if (result.violation) process.exitCode = 1;
  return result.violation === undefined;
}

/** Only what differs from nothing. */
function describe({ seed: _, ...options }: RunOptions): string {
  const text = (value: unknown): string | undefined => {
    if (typeof value === 'number') return value === 0 ? undefined : String(Number(value.toFixed(3)));
    if (typeof value !== 'object' || value === null) return value === undefined ? undefined : String(value);
    if (Array.isArray(value))
      return value.length > 5
        ? `${value.length} times`
        : value.map((at) => duration(at)).join(', ') || undefined;
    if ('from' in value && 'to' in value)
      return `${duration(Number(value.from))} to ${duration(Number(value.to))}`;
    const parts = Object.entries(value).flatMap(([name, part]) =>
      text(part) ? [`${name} ${text(part)}`] : [],
    );
    return parts.join(', ') || undefined;
  };
  const { calls, ...rest } = options;
  return Object.entries({ ...rest, ...calls })
    .flatMap(([name, value]) => (text(value) ? [`  ${name}: ${text(value)}`] : []))
    .join('\n');
}

function report(options: RunOptions, result: RunResult, seconds: number): void {
  const { violation } = result;
  console.log(`trace hash ${result.traceHash} over ${result.traceEvents} events`);
  console.log(
    `${options.orders} orders in ${seconds.toFixed(1)} s (${Math.round(options.orders / seconds)} a second), ${duration(result.virtualMs)} of virtual time`,
  );
  const states = Object.entries(result.endStates).map(([state, count]) => `${state} ${count}`);
  console.log(
    `${states.join(', ')}; ${result.mails} mails, ${result.duplicates} of them explained duplicates; ${result.resends} resends, ${result.erased} erased; ${result.redrives} redrives; SES throttled ${result.throttledBySes} calls`,
  );
  if (violation) reportViolation(options, violation, result.history);
  else console.log('Every invariant holds.');
}

function reportViolation(options: RunOptions, violation: Violation, history: readonly string[]): void {
  console.error(`\nInvariant ${violation.invariant} is violated: ${INVARIANTS[violation.invariant]}.`);
  console.error(violation.message);
  if (violation.emailId) console.error(`History of ${violation.emailId}:`);
  for (const line of history.slice(-60)) console.error(`  ${line}`);
  console.error(
    `\nAgain: node sim/main.ts --seed ${options.seed} --orders ${options.orders} --faults ${options.faults}`,
  );
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  wrong(`--${name} is "${text}"; it takes a whole number from 1 on.`);
  process.exit(2);
}

function wrong(message: string): void {
  console.error(`${message}\n\n${USAGE}`);
  process.exitCode = 2;
}
