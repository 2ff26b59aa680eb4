import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { NO_METER } from '#local/meter/usage.ts';
import type { Timers, World } from '#local/world.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

/** A world for one test, with what it said to its user. */
export interface TestWorld extends World {
  readonly logged: readonly string[];
}

/** The machine's own clock. Its timers do not keep a finished test run alive. */
const realTimers: Timers = {
  now: () => Date.now(),
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, delayMs).unref();
    return () => clearTimeout(timer);
  },
};

/** An empty account of its own: state in memory, the machine's clock. */
export function testWorld(overrides: Partial<World> = {}): TestWorld {
  const logged: string[] = [];
  return {
    accountId: '123456789012',
    region: 'us-east-1',
    timers: realTimers,
    random: Math.random,
    newId: randomUUID,
    database: new DatabaseSync(':memory:'),
    meter: NO_METER,
    log: (line) => logged.push(line),
    ...overrides,
    logged,
  };
}

/** Like {@link testWorld}, where time only passes when the test says so. */
export function virtualWorld(overrides: Partial<World> = {}): TestWorld & { readonly timers: VirtualClock } {
  const timers = virtualClock();
  return { ...testWorld(overrides), timers };
}
