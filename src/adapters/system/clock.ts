import { setTimeout } from 'node:timers/promises';
import type { Clock } from '#app/ports.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: async (milliseconds) => {
    if (milliseconds > 0) await setTimeout(milliseconds);
  },
};
