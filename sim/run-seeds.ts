import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RunOptions } from './options.ts';
import type { SeedResult } from './seed-worker.ts';

/**
 * Runs seeds side by side, each in a thread: a run replaces its thread's clock and randomness. Prints each as it ends and the sums
 * at the end; begins no more once an invariant does not hold.
 *
 * @returns whether every invariant held in all of them
 */
export async function runSeeds(
  runs: readonly RunOptions[],
  threads: number,
  print: (lines: readonly string[]) => void,
): Promise<boolean> {
  const waiting = [...runs];
  const results: SeedResult[] = [];
  const thread = async () => {
    const worker = new Worker(new URL('./seed-worker.ts', import.meta.url));
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await resultOf(worker, next);
      results.push(result);
      print(result.lines);
      if (!result.holds) waiting.length = 0;
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(threads, runs.length) }, thread));
  print(['', summary(results)]);
  return results.every(({ holds }) => holds);
}

async function resultOf(worker: Worker, options: RunOptions): Promise<SeedResult> {
  worker.postMessage(options);
  const [result] = await once(worker, 'message');
  return result;
}

function summary(results: readonly SeedResult[]): string {
  const sum = (name: keyof SeedResult['sums']) => results.reduce((total, { sums }) => total + sums[name], 0);
  const broken = results.filter(({ holds }) => !holds).map(({ seed }) => seed);
  const verdict =
    broken.length === 0 ? 'every invariant holds' : `invariants are violated by seed ${broken.join(', ')}`;
  return `${results.length} seeds, ${sum('orders')} orders: ${sum('mails')} mails, ${sum('duplicates')} of them explained duplicates, ${sum('resends')} resends, ${sum('erased')} erased; ${verdict}.`;
}
