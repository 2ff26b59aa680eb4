import { setTimeout } from 'node:timers/promises';

/** The resident memory of the process in the steady part of a run, in megabytes. */
export interface Memory {
  readonly samples: number;
  /** Means of the first and the last third of the samples. */
  readonly firstThirdMb: number;
  readonly lastThirdMb: number;
  /** Means of each tenth, to see where it goes. */
  readonly tenthsMb: readonly number[];
  /** Whether it is flat: the last third's mean is at most {@link FLAT} of the first third's. */
  readonly isFlat: boolean;
}

/**
 * A heap grows until it is collected, so thirds are never equal; what leaks an order's data at each order would grow by far
 * more over thousands of them.
 */
const FLAT = 1.25;

const EVERY_MS = 250;

/** Watches the memory while some work goes on. Undefined where the system does not tell it. */
export async function watchMemory(
  rssMb: () => number | undefined,
  work: () => Promise<void>,
): Promise<Memory | undefined> {
  const samples: number[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const now = rssMb();
      if (now !== undefined) samples.push(now);
      await setTimeout(EVERY_MS);
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await watching;
  }
  const third = Math.floor(samples.length / 3);
  if (third === 0) return undefined;
  const [firstThirdMb, lastThirdMb] = [mean(samples.slice(0, third)), mean(samples.slice(-third))];
  const tenthsMb = Array.from({ length: 10 }, (_, n) =>
    mean(samples.slice(Math.floor((n * samples.length) / 10), Math.ceil(((n + 1) * samples.length) / 10))),
  );
  return {
    samples: samples.length,
    tenthsMb,
    firstThirdMb,
    lastThirdMb,
    isFlat: lastThirdMb <= firstThirdMb * FLAT,
  };
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
