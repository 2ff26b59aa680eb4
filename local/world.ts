import type { DatabaseSync } from 'node:sqlite';
import type { UsageSink } from './meter/usage.ts';

/** Cancels a scheduled callback. Calling it after the callback ran does nothing. */
export type Cancel = () => void;

/** Time as the local cloud sees it: the machine's clock in `npm start`, a virtual one in tests and simulations. */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `callback` once, `delayMs` from now. */
  schedule(delayMs: number, callback: () => void): Cancel;
}

/**
 * What every part of the local cloud is given instead of reaching for it, so that a run is decided by its inputs:
 * who the account is, what time it is, what is random, where state lives.
 */
export interface World {
  readonly accountId: string;
  readonly region: string;
  readonly timers: Timers;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** A new UUID, drawn from the world's randomness. */
  readonly newId: () => string;
  /** Each service creates and owns its own tables in it. A write that returned survives a killed process. */
  readonly database: DatabaseSync;
  /** Takes note of what AWS would bill. */
  readonly meter: UsageSink;
  /** One line for the person who runs the local cloud. */
  readonly log: (line: string) => void;
}
