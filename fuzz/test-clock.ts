import type { Clock } from '#app/ports.ts';
import type { Timers } from '#local/world.ts';

/** When every run begins; milliseconds since the epoch. */
export const STARTS_AT = Date.parse('2026-11-24T12:00:00Z');

/** Time that only passes where somebody sleeps. Nothing that is scheduled comes about: no case waits for anything. */
export class TestClock implements Clock, Timers {
  #now = STARTS_AT;

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.#now += Math.max(0, Math.ceil(milliseconds));
  }

  schedule(): () => void {
    return () => {};
  }
}
