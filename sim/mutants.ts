import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { MutantResult, MutantTask } from './mutation/mutant-worker.ts';
import { MUTANTS, type Mutant } from './mutation/mutants.ts';
import { INVARIANTS } from './violation.ts';

/** A mutant that as many seeds do not catch survives: the simulation is too weak. */
const MOST_SEEDS = 40;
const ORDERS = 150;

const { values } = parseArgs({
  options: { only: { type: 'string' }, 'no-write': { type: 'boolean', default: false } },
});

const chosen = MUTANTS.filter(({ guard }) => values.only === undefined || guard.includes(values.only));
const rows: string[] = [];
let survivors = 0;
for (const mutant of chosen) {
  const result = await run({ mutant, orders: ORDERS, mostSeeds: MOST_SEEDS });
  if (result.caughtBySeed === undefined) survivors++;
  rows.push(row(mutant, result));
  console.log(line(mutant, result));
}
if (values.only === undefined && !values['no-write']) writeTable(rows);
if (survivors > 0) {
  console.error(
    `${survivors} of ${chosen.length} mutants survived ${MOST_SEEDS} seeds: the simulation is too weak there.`,
  );
  process.exitCode = 1;
}

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

function row({ guard, change }: Mutant, { caughtBySeed, seeds, invariant }: MutantResult): string {
  const violated =
    caughtBySeed === undefined
      ? 'SURVIVED'
      : `${invariant}: ${INVARIANTS[invariant as keyof typeof INVARIANTS]}`;
  return `| ${guard} | ${change} | ${seeds} | ${violated} |`;
}

function writeTable(lines: readonly string[]): void {
  const file = path.resolve(import.meta.dirname, '../docs/simulation.md');
  const [begin, end] = ['<!-- mutants: written by sim/mutants.ts -->', '<!-- end of mutants -->'];
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${file} lacks the markers ${begin} and ${end}.`);
  const table = [
    '| guard | switched off | seeds until caught | invariant violated |',
    '| --- | --- | --- | --- |',
    ...lines,
  ];
  writeFileSync(file, `${before}${begin}\n${table.join('\n')}\n${end}${after}`);
}
