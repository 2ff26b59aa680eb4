import type { Timers } from '#local/world.ts';
import type { Random } from './random.ts';

/**
 * Puts virtual time and seeded randomness in the place of the machine's, also for the AWS SDK, which reaches for them itself
 * (signatures, waits between retries). What a run has no use for throws, so that nothing real slips in unseen.
 *
 * @returns puts the machine's back
 */
export function replaceGlobals(timers: Timers, random: Random): () => void {
  const scope = globalThis as unknown as Record<string, unknown>;
  const replaced: Record<string, unknown> = {
    Date: virtualDate(timers),
    setTimeout: (callback: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) =>
      handle(timers.schedule(delayMs, () => callback(...given))),
    clearTimeout: (cancel: (() => void) | undefined) => cancel?.(),
    setInterval: refuse('setInterval'),
    fetch: refuse('fetch'),
  };
  const real = Object.fromEntries(Object.keys(replaced).map((name) => [name, scope[name]]));
  const { random: realRandom } = Math;
  const { randomUUID } = crypto;
  Object.assign(scope, replaced);
  Math.random = () => random.next();
  crypto.randomUUID = () => random.newId() as ReturnType<typeof randomUUID>;
  return () => {
    Object.assign(scope, real);
    Math.random = realRandom;
    crypto.randomUUID = randomUUID;
  };
}

function virtualDate(timers: Timers): DateConstructor {
  const RealDate = Date;
  return new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [timers.now()] : given),
    get: (target, name) => (name === 'now' ? () => timers.now() : Reflect.get(target, name)),
  });
}

/** Node's timers can be told not to keep the process alive. */
function handle(cancel: () => void) {
  return Object.assign(cancel, { unref: () => cancel, ref: () => cancel });
}

function refuse(name: string) {
  return () => {
    throw new Error(
      `${name} was called during a simulated run: it would make the run depend on the machine.`,
    );
  };
}
