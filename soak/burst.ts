import { drawOptions, type RunOptions } from '../sim/options.ts';
import type { RunResult } from '../sim/result.ts';
import { simulate } from '../sim/simulate.ts';

/** So many orders published in one moment, to an account that sends so many mails a second. */
export interface Burst {
  readonly orders: number;
  readonly sendRate: number;
  readonly seed: number;
}

/** What came of a burst. */
export interface BurstResult {
  readonly burst: Burst;
  readonly run: Pick<
    RunResult,
    | 'mails'
    | 'duplicates'
    | 'deadLetters'
    | 'throttledBySes'
    | 'mostReceives'
    | 'lastMailMs'
    | 'longestPauseMs'
  >;
  /** Heap in use after a garbage collection, in bytes, after each tenth of the mails. */
  readonly heap: readonly number[];
  /** What should not have been; empty is well. */
  readonly wrong: readonly string[];
}

/** For a higher rate than a new account's, one sender for each 10 mails a second (lib/README.md, "How many senders"). */
const MAILS_A_SENDER = 10;
const LEAST_SENDERS = 2;

/** Of one mail to the next while orders wait. At 14 a second they are 70 ms apart. */
const LONGEST_PAUSE_MS = 1_000;

/** How much longer than orders / rate it may take: the senders share the rate evenly, and their last batches do not end together. */
const SLOWER = 1.1;
const ENDING_MS = 5_000;

/**
 * What the heap may grow by with each mail. The simulated table keeps some 1 KB of attributes as objects, and a case of its own for
 * each email; the functions keep nothing, and with a leak of a mail (20 KB) or a batch it would be a multiple.
 */
const HEAP_BYTES_A_MAIL = 8_192;
/** And by what is still loaded and compiled after the first tenth. */
const HEAP_BYTES_TO_WARM_UP = 4 * 1024 * 1024;

const TENTHS = 10;

/**
 * Lets a shop publish everything at once, and watches in virtual time how it is worked off: the handlers, the SDK and SES's rate are
 * the simulation's. Needs `node --expose-gc`.
 */
export async function sendBurst(burst: Burst): Promise<BurstResult> {
  const heap: number[] = [];
  let mails = 0;
  const onMail = () => {
    if (++mails % Math.ceil(burst.orders / TENTHS) === 0) heap.push(heapInUse());
  };
  const run = await simulate(optionsOf(burst), {}, { remembers: false, onMail });
  return { burst, run, heap, wrong: wrongWith(burst, run, heap) };
}

function optionsOf({ orders, sendRate, seed }: Burst): RunOptions {
  return {
    ...drawOptions(seed, orders, 'none'),
    sendRate,
    concurrency: Math.max(LEAST_SENDERS, sendRate / MAILS_A_SENDER),
    orderRate: Number.POSITIVE_INFINITY,
    latencyMs: 20,
    ...{ malformed: 0, badRecipients: 0, publishedTwice: 0, resends: 0, erasures: 0, strayFeedback: 0 },
  };
}

function wrongWith({ orders, sendRate }: Burst, run: RunResult, heap: readonly number[]): readonly string[] {
  const longestMs = (orders / sendRate) * 1000 * SLOWER + ENDING_MS;
  const grown = (heap.at(-1) ?? 0) - (heap[0] ?? 0);
  const mayGrow = orders * HEAP_BYTES_A_MAIL + HEAP_BYTES_TO_WARM_UP;
  const { violation, mails, deadLetters, throttledBySes, redrives, mostReceives } = run;
  return [
    ...(violation ? [`Invariant ${violation.invariant}: ${violation.message}`] : []),
    ...(mails === orders ? [] : [`${mails} mails for ${orders} orders.`]),
    ...(deadLetters === 0 && redrives === 0 ? [] : [`${deadLetters} orders ended among the dead letters.`]),
    ...(throttledBySes === 0 ? [] : [`SES throttled ${throttledBySes} calls.`]),
    ...(mostReceives === 1 ? [] : [`An order was received ${mostReceives} times: waiting cost it receives.`]),
    ...(run.longestPauseMs <= LONGEST_PAUSE_MS
      ? []
      : [`For ${Math.round(run.longestPauseMs)} ms no mail was sent; at most ${LONGEST_PAUSE_MS}.`]),
    ...(run.lastMailMs <= longestMs
      ? []
      : [`The last mail left after ${Math.round(run.lastMailMs)} ms; at most ${Math.round(longestMs)}.`]),
    ...(grown <= mayGrow ? [] : [`The heap grew by ${grown} bytes; at most ${mayGrow} with so many mails.`]),
  ];
}

/** From the first tenth on, when everything is warm. In bytes. */
export function growthByMail(orders: number, heap: readonly number[]): number {
  const [first = 0] = heap;
  const last = heap.at(-1) ?? first;
  return (last - first) / ((orders / TENTHS) * Math.max(1, heap.length - 1));
}

function heapInUse(): number {
  if (!globalThis.gc)
    throw new Error('The heap can be compared only after a garbage collection: start node with --expose-gc.');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
