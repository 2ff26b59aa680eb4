import { DISK_FULL, isDiskFull } from './disk-full.ts';
import type { World } from './world.ts';

/** Between two lines that say the same of the same world. */
const QUIET_MS = 10_000;

/** Until work that failed for a reason of the machine's is tried again. */
export const RETRY_MS = 1_000;

const lastSaid = new WeakMap<World['timers'], Map<string, number>>();

/**
 * Runs work that nobody waits for, such as that of a timer: a failure, most often of a full disk, must not end the process,
 * and is said instead, once in a while.
 *
 * @param what is being done, as the beginning of a sentence: `Redriving`
 * @returns whether it was done
 */
export function attempt(world: Pick<World, 'timers' | 'log'>, what: string, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    sayFailed(world, what, error);
    return false;
  }
}

/** Says that something failed and what comes of it, once in a while for the same. */
export function sayFailed(
  { timers, log }: Pick<World, 'timers' | 'log'>,
  what: string,
  error: unknown,
): void {
  const line = isDiskFull(error) ? DISK_FULL : `${what} failed: ${error}`;
  const said = lastSaid.get(timers) ?? new Map<string, number>();
  lastSaid.set(timers, said);
  const now = timers.now();
  if (now - (said.get(line) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
  said.set(line, now);
  log(line);
}
