import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { INVARIANTS } from '../violation.ts';
import type { MutantResult } from './mutant-process.ts';
import { MUTANTS, type Mutant } from './mutants.ts';

const FILE = path.resolve(import.meta.dirname, '../../docs/simulation.md');
const BEGIN = '<!-- mutants: written by sim/mutants.ts -->';
const END = '<!-- end of mutants -->';
const HEAD = [
  '| guard | switched off | seeds until caught | invariant violated |',
  '| --- | --- | --- | --- |',
];

/** Puts one mutant's result into the table of docs/simulation.md; rows of guards that are no more go away. */
export function writeRow(mutant: Mutant, result: MutantResult): void {
  const text = readFileSync(FILE, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const [table, after] = rest?.split(END) ?? [];
  if (table === undefined || after === undefined)
    throw new Error(`${FILE} lacks the markers ${BEGIN} and ${END}.`);
  const known = new Map(table.split('\n').map((line) => [line.split(' | ')[0], line]));
  known.set(`| ${mutant.guard}`, row(mutant, result));
  const rows = MUTANTS.flatMap(({ guard }) => known.get(`| ${guard}`) ?? []);
  writeFileSync(FILE, `${before}${BEGIN}\n${[...HEAD, ...rows].join('\n')}\n${END}${after}`);
}

function row({ guard, change }: Mutant, { caughtBySeed, seeds, invariant }: MutantResult): string {
  const violated =
    caughtBySeed === undefined
      ? 'SURVIVED'
      : `${invariant}: ${INVARIANTS[invariant as keyof typeof INVARIANTS]}`;
  return `| ${guard} | ${change} | ${seeds} | ${violated} |`;
}
