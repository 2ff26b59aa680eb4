import { once } from 'node:events';
import { drawOptions } from '../options.ts';
import type { Mutant } from './mutants.ts';
import { replaceSources } from './replace-source.ts';

/** What came of one mutant. */
export interface MutantResult {
  /** Seeds it took; absent where none caught it. */
  readonly caughtBySeed: number | undefined;
  readonly seeds: number;
  readonly invariant?: number;
  readonly message?: string;
}

export interface MutantTask {
  readonly mutant: Mutant;
  /** Orders of each run. */
  readonly orders: number;
  readonly mostSeeds: number;
}

const [{ mutant, orders, mostSeeds }] = (await once(process, 'message')) as [MutantTask];
replaceSources(mutant.edits);
// Only now, so that the sources are replaced as they are loaded.
const { simulate } = await import('../simulate.ts');

process.send!(await seedsUntilCaught());
process.disconnect();

async function seedsUntilCaught(): Promise<MutantResult> {
  for (let seed = 1; seed <= mostSeeds; seed++) {
    // Every fourth one without faults: some guards are seen best where nothing hides them.
    const { violation } = await simulate({
      ...drawOptions(seed, orders, seed % 4 === 0 ? 'none' : 'all'),
      ...mutant.under,
    });
    if (violation)
      return { caughtBySeed: seed, seeds: seed, invariant: violation.invariant, message: violation.message };
  }
  return { caughtBySeed: undefined, seeds: mostSeeds };
}
