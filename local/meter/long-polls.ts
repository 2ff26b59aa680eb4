import type { Timers } from '../world.ts';

/** How long a read of a queue waits for messages. */
const POLL_MS = 20_000;
/** What a read that brings nothing is called on the meter. */
export const IDLE_RECEIVE = 'ReceiveMessage (idle)';

const HOUR_MS = 60 * 60 * 1000;

/**
 * How many reads of a queue Lambda keeps waiting while little comes: "five concurrent invokes, and can optimize to as few as 2 …
 * to reduce the Amazon SQS calls and corresponding costs. However, this optimization is not available when you enable the maximum
 * concurrency setting" ("Configuring scaling behavior for SQS event source mappings").
 */
const pollersOf = (hasMaximumConcurrency: boolean) => (hasMaximumConcurrency ? 5 : 2);

/** The reads in an hour in which nothing comes; 648,000 in 30 days with five pollers. */
export function idlePollsAnHour({ maximumConcurrency }: { maximumConcurrency?: number | undefined }): number {
  return (pollersOf(maximumConcurrency !== undefined) * HOUR_MS) / POLL_MS;
}

/**
 * The reads that Lambda keeps waiting on one queue. One that brings messages ends early, and the next begins: the busier the
 * queue, the fewer come back empty.
 *
 *   idle      |----- 20 s -----|----- 20 s -----|----- 20 s -----|    three empty reads
 *   a message |----- 20 s -----|--- 13 s --✉|----- 20 s -----|---     13/20 of an empty read less, and one that is counted itself
 */
export class LongPolls {
  readonly #timers: Timers;
  readonly #startedAt: number[];
  #next = 0;

  constructor(timers: Timers, mapping: { maximumConcurrency?: number | undefined }) {
    this.#timers = timers;
    this.#startedAt = Array(pollersOf(mapping.maximumConcurrency !== undefined)).fill(timers.now());
  }

  /** A read has brought messages. Returns what part of an empty read it was, since idle reads are counted by the hour. */
  received(): number {
    const now = this.#timers.now();
    const waited = Math.max(0, now - this.#startedAt[this.#next]!) % POLL_MS;
    this.#startedAt[this.#next] = now;
    this.#next = (this.#next + 1) % this.#startedAt.length;
    return waited / POLL_MS;
  }
}
