import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { Surface } from './surface.ts';
import { Tally } from './tally.ts';

/** What one surface made of its cases. */
export interface SurfaceResult {
  readonly name: string;
  readonly cases: number;
  readonly seed: number;
  readonly tally: Tally;
  /** Absent where every property held in every case. */
  readonly failure?: {
    readonly message: string;
    readonly counterexample: string;
    /** With the seed, repeats the smallest case at once. */
    readonly path: string;
  };
  /** How much longer the slowest check took than the median one. */
  readonly slowestOverMedian: number;
  /** By how many bytes the heap grew from the first tenth of the cases to the end, garbage collected. */
  readonly heapGrowthBytes: number;
}

interface RunOptions {
  readonly cases: number;
  readonly seed: number;
  /** Starts at a counterexample that was found before. */
  readonly path?: string | undefined;
  /** Whether somebody has had enough; asked from time to time. @default nobody has */
  readonly isOver?: () => boolean;
  /** A check has come to its end, with so many cases until now. */
  readonly onCheck?: (cases: number) => void;
}

/** A check that never ends is given up so late that no busy machine is to blame, in milliseconds. */
const HANGS_AFTER_MS = 60_000;

/** Checks from one seed. Each check has several inputs, so how many make up the cases is not known before. */
const CHECKS_PER_ROUND = 250;

/** Draws input and checks what becomes of it, until there were so many cases or a check fails; then looks for the smallest that does. */
export async function runSurface(
  surface: Surface,
  { cases, seed, path, isOver = () => false, onCheck = () => {} }: RunOptions,
): Promise<SurfaceResult> {
  const tally = new Tally();
  const watch = new Watch(cases);
  const open = await surface.open(tally);
  const property = fc.asyncProperty(open.cases, async (one) => {
    await watch.timed(() => open.check(one));
    onCheck(tally.total);
    watch.reached(tally.total);
  });
  try {
    for (let round = 0; tally.total < cases && !isOver(); round++) {
      const before = tally.total;
      const left = Math.ceil((cases - tally.total) / INPUTS_PER_CHECK);
      const run = await fc.check(property, {
        numRuns: Math.min(left, CHECKS_PER_ROUND),
        seed: seed + round,
        timeout: HANGS_AFTER_MS,
        ...(path !== undefined && { path }),
      });
      if (tally.total === before && !run.failed)
        throw new Error(`A round of the surface ${surface.name} says of no input what became of it.`);
      if (!run.failed && path === undefined) continue;
      const result = { name: surface.name, cases: tally.total, seed: seed + round, tally };
      return { ...result, ...watch.measured(), ...(run.failed && { failure: failureOf(run) }) };
    }
    return { name: surface.name, cases: tally.total, seed, tally, ...watch.measured() };
  } finally {
    await open.close();
  }
}

/** About as many as there are on average, so that a run does not exceed its cases by far. */
const INPUTS_PER_CHECK = 3;

function failureOf({
  errorInstance: error,
  counterexample,
  counterexamplePath,
}: fc.RunDetails<[unknown]>): NonNullable<SurfaceResult['failure']> {
  return {
    message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    counterexample: fc.stringify(counterexample?.[0]),
    path: counterexamplePath ?? '',
  };
}

/** How long checks take, and what of them stays in memory. */
class Watch {
  readonly #warmUp: number;
  readonly #millis: number[] = [];
  #whenWarm: { readonly heap: number; readonly checks: number } | undefined;

  constructor(cases: number) {
    this.#warmUp = cases / 10;
  }

  async timed(check: () => Promise<void>): Promise<void> {
    const startedAt = performance.now();
    await check();
    this.#millis.push(performance.now() - startedAt);
  }

  reached(cases: number): void {
    if (cases >= this.#warmUp) this.#whenWarm ??= { heap: heapBytes(), checks: this.#millis.length };
  }

  measured(): Pick<SurfaceResult, 'slowestOverMedian' | 'heapGrowthBytes'> {
    const sorted = this.#millis.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 1;
    const { heap, checks } = this.#whenWarm ?? { heap: heapBytes(), checks: sorted.length };
    return {
      slowestOverMedian: (sorted.at(-1) ?? 1) / median,
      // The list of times itself is one number a check.
      heapGrowthBytes: heapBytes() - heap - 8 * (sorted.length - checks),
    };
  }
}

function heapBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let collect: (() => void) | undefined;

function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
