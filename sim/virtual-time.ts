import type { Cancel, Timers } from '#local/world.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  /** Absent once it is cancelled. */
  callback: (() => void) | undefined;
}

/** Captured, since a run replaces the global one. */
const realSetImmediate = setImmediate;

/**
 * Time that passes only from one event to the next. Between two events every promise chain runs to its end, so that nothing
 * but the order of events decides what happens.
 */
export class VirtualTime implements Timers {
  #now: number;
  #order = 0;
  readonly #heap: Due[] = [];

  /** @param startAt milliseconds since the epoch */
  constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, callback: () => void): Cancel {
    const due: Due = { at: this.#now + Math.max(0, delayMs), order: this.#order++, callback };
    this.#push(due);
    return () => {
      due.callback = undefined;
    };
  }

  /** Runs event after event until none is left before `until`, or `isOver` says so; it is asked after each. */
  async run(until: number, isOver: () => boolean): Promise<void> {
    await settled();
    for (let due = this.#pop(until); due; due = this.#pop(until)) {
      if (!due.callback) continue;
      this.#now = due.at;
      due.callback();
      await settled();
      if (isOver()) return;
    }
    this.#now = Math.max(this.#now, until);
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let hole = heap.length;
    heap.push(due);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!before(due, heap[parent]!)) break;
      heap[hole] = heap[parent]!;
      hole = parent;
    }
    heap[hole] = due;
  }

  #pop(until: number): Due | undefined {
    const heap = this.#heap;
    const top = heap[0];
    if (!top || top.at > until) return undefined;
    const last = heap.pop()!;
    if (heap.length === 0) return top;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[hole] = heap[child]!;
      hole = child;
    }
    heap[hole] = last;
    return top;
  }
}

const before = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** The next turn of the event loop comes when no promise has anything left to do. */
function settled(): Promise<void> {
  return new Promise((resolve) => realSetImmediate(resolve));
}
