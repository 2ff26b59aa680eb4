import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { givenOptions, refuse } from './command-line.ts';
import type { MutantResult, MutantTask } from './mutation/mutant-process.ts';
import { writeRow } from './mutation/mutant-table.ts';
import { MUTANTS, type Mutant } from './mutation/mutants.ts';

/** A mutant that as many seeds do not catch survives: the simulation is too weak. */
const MOST_SEEDS = 40;
const ORDERS = 150;

const USAGE = `node sim/mutants.ts [--only TEXT] [--no-write]

Switches off each guard whose name contains TEXT (all by default), runs up to ${MOST_SEEDS} seeds until a check notices, and writes the
result into docs/simulation.md. Exits with 1 where a mutant survives.`;

const values = givenOptions(
  () =>
    parseArgs({
      options: {
        only: { type: 'string', default: '' },
        'no-write': { type: 'boolean', default: false },
      },
    }).values,
  USAGE,
);

await main();

async function main(): Promise<void> {
  const chosen = MUTANTS.filter(({ guard }) => guard.includes(values.only));
  if (chosen.length === 0)
    return refuse(`--only is "${values.only}"; the name of no guard contains it.`, USAGE);
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

/** In a process of its own, which loads the changed source afresh. */
async function run(task: MutantTask): Promise<MutantResult> {
  const child = fork(new URL('./mutation/mutant-process.ts', import.meta.url));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of "${task.mutant.guard}" ended with ${code} and no result.`);
  });
  child.send(task);
  const [result] = await Promise.race([once(child, 'message'), ended]);
  return result;
}

function line({ guard }: Mutant, { caughtBySeed, seeds, invariant, message }: MutantResult): string {
  if (caughtBySeed === undefined) return `SURVIVED  ${guard}, ${seeds} seeds`;
  return `caught    ${guard}, ${seeds} seeds, invariant ${invariant}: ${message}`;
}
