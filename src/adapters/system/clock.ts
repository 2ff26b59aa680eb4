import { setTimeout } from 'node:timers/promises';
import type { Clock } from '#app/ports.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: async (milliseconds) => {
    if (milliseconds > 0) await setTimeout(milliseconds);
  },
};

/** The machine's clock, so many seconds ahead. */
export const clockAhead = (seconds: number): Clock => ({
  ...systemClock,
  now: () => systemClock.now() + seconds * 1000,
});
