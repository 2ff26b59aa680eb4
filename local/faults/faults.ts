import type { Call, Interceptor } from '../gateway/interceptor.ts';
import type { World } from '../world.ts';
import { publicationsOf } from './event-publications.ts';
import { faultyCalls } from './interceptor.ts';
import { type FaultSettings, HEALTHY, nameOf, summaryOf } from './settings.ts';

export interface FaultsDeps {
  readonly world: World;
  /** Ends the function's environment whose AWS_SESSION_TOKEN this is. */
  readonly killEnvironment: (sessionToken: string) => Promise<unknown>;
}

/** The faults that are on. They are kept in memory only: a start is healthy. */
export class Faults {
  readonly #deps: FaultsDeps;
  #settings = HEALTHY;
  #interceptor: Interceptor | undefined;

  constructor(deps: FaultsDeps) {
    this.#deps = deps;
  }

  get settings(): FaultSettings {
    return this.#settings;
  }

  /** What stands between functions and services; undefined while no call fails. */
  get current(): Interceptor | undefined {
    return this.#interceptor;
  }

  /** From now on; replaces all that was set. Counting to the call to kill after begins anew. */
  set(settings: FaultSettings): void {
    const { world } = this.#deps;
    this.#settings = settings;
    this.#interceptor = faultyCalls({ world, settings, kill: (call) => this.#kill(call, settings) });
    world.log(`Faults: ${summaryOf(settings)}.`);
  }

  /** When the copies of an SES event are published, see `SesSettings.publicationsMs`. */
  readonly publicationsMs = (delayMs: number, random: () => number): readonly number[] =>
    publicationsOf(this.#settings.events, delayMs, random);

  async #kill({ request }: Call, settings: FaultSettings): Promise<void> {
    const { world, killEnvironment } = this.#deps;
    await killEnvironment(request.headers['x-amz-security-token'] ?? '');
    world.log(`Faults: killed a function right after its ${nameOf(settings.killAfter!)}.`);
    // Once; unless somebody has set something else meanwhile.
    if (this.#settings === settings) this.set({ ...settings, killAfter: null });
  }
}
