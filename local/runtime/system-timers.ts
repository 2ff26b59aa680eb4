import type { Timers } from '../world.ts';

/** The machine's clock, until it is stopped. */
export interface SystemTimers extends Timers {
  /** Forgets everything scheduled, and schedules nothing more. */
  stop(): void;
}

/** setTimeout counts in 31 bits; a longer delay would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Timers of the machine, `offsetMs` ahead of its clock. They do not keep a process alive that has nothing else to do.
 */
export function systemTimers(offsetMs = 0): SystemTimers {
  const active = new Set<NodeJS.Timeout>();
  let stopped = false;

  function schedule(delayMs: number, callback: () => void) {
    if (stopped) return () => {};
    let cancelRest = () => {};
    const step = Math.min(Math.max(delayMs, 0), LONGEST_DELAY_MS);
    const timer = setTimeout(() => {
      active.delete(timer);
      if (delayMs > step) cancelRest = schedule(delayMs - step, callback);
      else callback();
    }, step).unref();
    active.add(timer);
    return () => {
      clearTimeout(timer);
      active.delete(timer);
      cancelRest();
    };
  }

  return {
    now: () => Date.now() + offsetMs,
    schedule,
    stop() {
      stopped = true;
      for (const timer of active) clearTimeout(timer);
      active.clear();
    },
  };
}
