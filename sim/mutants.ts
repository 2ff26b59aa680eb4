import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { writeRow } from './mutation/mutant-table.ts';
import type { MutantResult, MutantTask } from './mutation/mutant-worker.ts';
import { MUTANTS, type Mutant } from './mutation/mutants.ts';

/** A mutant that as many seeds do not catch survives: the simulation is too weak. */
const MOST_SEEDS = 40;
const ORDERS = 150;

const USAGE = `node sim/mutants.ts [--only TEXT] [--no-write]

Switches off each guard whose name contains TEXT (all by default), runs up to ${MOST_SEEDS} seeds until a check notices, and writes the
result into docs/simulation.md. Exits with 1 where a mutant survives.`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    'no-write': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else await main();

async function main(): Promise<void> {
  const chosen = MUTANTS.filter(({ guard }) => guard.includes(values.only));
  let survivors = 0;
  for (const mutant of chosen) {
    const result = await run({ mutant, orders: ORDERS, mostSeeds: MOST_SEEDS });
    if (result.caughtBySeed === undefined) survivors++;
    if (!values['no-write']) writeRow(mutant, result);
    console.log(line(mutant, result));
  }
  console.log(`${chosen.length - survivors} of ${chosen.length} mutants were caught.`);
  if (survivors === 0) return;
  console.error(`${survivors} survived ${MOST_SEEDS} seeds: the simulation is too weak there.`);
  process.exitCode = 1;
}

/** In a thread of its own, which loads the changed source afresh. */
function run(task: MutantTask): Promise<MutantResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./mutation/mutant-worker.ts', import.meta.url), { workerData: task });
    worker.on('message', (result: MutantResult) => {
      resolve(result);
      void worker.terminate();
    });
    worker.on('error', reject);
  });
}

function line({ guard }: Mutant, { caughtBySeed, seeds, invariant, message }: MutantResult): string {
  if (caughtBySeed === undefined) return `SURVIVED  ${guard}, ${seeds} seeds`;
  return `caught    ${guard}, ${seeds} seeds, invariant ${invariant}: ${message}`;
}
