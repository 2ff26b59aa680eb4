import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { givenOptions, refuse, wholeNumber } from './command-line.ts';
import { drawOptions, type FaultChoice } from './options.ts';
import { describeOptions, reportOf } from './report.ts';
import { runSeeds } from './run-seeds.ts';
import { simulate } from './simulate.ts';

const USAGE = `node sim/main.ts [--seed N] [--orders M] [--faults none|all] [--seeds K]

Simulates M orders (default 1000) under the faults that seed N (default 1) draws, and checks the delivery protocol's
invariants. --seeds K runs K seeds from N on, as many at once as there are processors. Exits with 1 where an invariant does
not hold.`;

const values = givenOptions(
  () =>
    parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        orders: { type: 'string', default: '1000' },
        faults: { type: 'string', default: 'all' },
        seeds: { type: 'string', default: '1' },
      },
    }).values,
  USAGE,
);

await main();

async function main(): Promise<void> {
  const seed = wholeNumber('seed', values.seed, USAGE);
  const orders = wholeNumber('orders', values.orders, USAGE);
  const seeds = wholeNumber('seeds', values.seeds, USAGE);
  if (values.faults !== 'none' && values.faults !== 'all')
    return refuse(`--faults is "${values.faults}"; allowed are none and all.`, USAGE);
  const faults: FaultChoice = values.faults;
  const holds =
    seeds === 1
      ? await runOne(seed, orders, faults)
      : await runSeeds(
          Array.from({ length: seeds }, (_, index) => drawOptions(seed + index, orders, faults)),
          availableParallelism(),
          print,
        );
  if (!holds) process.exitCode = 1;
}

async function runOne(seed: number, orders: number, faults: FaultChoice): Promise<boolean> {
  const options = drawOptions(seed, orders, faults);
  // First, so that a run that never ends can be told of.
  print(describeOptions(options));
  const startedAt = performance.now();
  const result = await simulate(options);
  const { lines, holds } = reportOf(options, result, (performance.now() - startedAt) / 1000);
  print(lines);
  return holds;
}

function print(lines: readonly string[]): void {
  console.log(lines.join('\n'));
}
