import { setTimeout } from 'node:timers/promises';

/** Far longer than anything takes on a slow and busy machine: who waits longer waits for ever. */
const PATIENCE_MS = 300_000;
const POLL_MS = 50;

/**
 * Waits for a fact: until `look` finds something. Looking may fail, since what is looked at is killed at times.
 *
 * @param what the fact, for the error after five minutes; a function where the error should say what was seen last
 */
export async function until<Found>(
  what: string | (() => string),
  look: () => Promise<Found | undefined> | Found | undefined,
  patienceMs = PATIENCE_MS,
): Promise<Found> {
  const giveUpAt = performance.now() + patienceMs;
  let failure: unknown;
  while (performance.now() < giveUpAt) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      failure = error;
    }
    await setTimeout(POLL_MS);
  }
  throw new Error(`Waited ${patienceMs / 1000} s until ${typeof what === 'string' ? what : what()}.`, {
    cause: failure,
  });
}
