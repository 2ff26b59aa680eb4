import type { Timers } from '#local/world.ts';

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends Timers {
  /** Moves `ms` ahead, running what is due on the way in order of time, each with its promises settled before the next. */
  advance(ms: number): Promise<void>;
}

interface Due {
  readonly at: number;
  readonly callback: () => void;
}

/** @param startAt milliseconds since the epoch. */
export function virtualClock(startAt = Date.parse('2026-11-01T00:00:00Z')): VirtualClock {
  let now = startAt;
  const due = new Set<Due>();

  function next(until: number): Due | undefined {
    let first: Due | undefined;
    for (const entry of due) if (entry.at <= until && (!first || entry.at < first.at)) first = entry;
    return first;
  }

  return {
    now: () => now,
    schedule(delayMs, callback) {
      const entry = { at: now + Math.max(0, delayMs), callback };
      due.add(entry);
      return () => due.delete(entry);
    },
    async advance(ms) {
      const until = now + ms;
      await settled();
      for (let entry = next(until); entry; entry = next(until)) {
        due.delete(entry);
        now = entry.at;
        entry.callback();
        await settled();
      }
      now = until;
    },
  };
}

/** Two turns of the event loop: every promise chain that needs no I/O has run to its end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
