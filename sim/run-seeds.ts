import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { RunOptions } from './options.ts';
import type { SeedResult } from './seed-process.ts';

/**
 * Runs seeds side by side, each in a process: a run replaces its process's clock and randomness. Prints each as it ends and the sums
 * at the end; begins no more once an invariant does not hold.
 *
 * @returns whether every invariant held in all of them
 */
export async function runSeeds(
  runs: readonly RunOptions[],
  processes: number,
  print: (lines: readonly string[]) => void,
): Promise<boolean> {
  const waiting = [...runs];
  const results: SeedResult[] = [];
  const work = async () => {
    const child = fork(new URL('./seed-process.ts', import.meta.url));
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await resultOf(child, next);
      results.push(result);
      print(result.lines);
      if (!result.holds) waiting.length = 0;
    }
    child.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(processes, runs.length) }, work));
  print(['', summary(results)]);
  return results.every(({ holds }) => holds);
}

async function resultOf(child: ChildProcess, options: RunOptions): Promise<SeedResult> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of seed ${options.seed} ended with ${code}.`);
  });
  child.send(options);
  const [result] = await Promise.race([once(child, 'message'), ended]);
  return result;
}

function summary(results: readonly SeedResult[]): string {
  const sum = (name: keyof SeedResult['sums']) => results.reduce((total, { sums }) => total + sums[name], 0);
  const broken = results.filter(({ holds }) => !holds).map(({ seed }) => seed);
  const verdict =
    broken.length === 0 ? 'every invariant holds' : `invariants are violated by seed ${broken.join(', ')}`;
  return `${results.length} seeds, ${sum('orders')} orders: ${sum('mails')} mails, ${sum('duplicates')} of them explained duplicates, ${sum('resends')} resends, ${sum('erased')} erased; ${verdict}.`;
}
