import type { Clock, Randomness } from '#app/ports.ts';
import type { Timers } from '#local/world.ts';
import type { Host } from './network.ts';
import type { Random } from './random.ts';

export interface EnvironmentDeps {
  readonly timers: Timers;
  readonly random: Random;
  /** How far its clock is ahead, in milliseconds. */
  readonly skewMs: number;
  /** Whether a slow table is slow for it. */
  readonly mayBeSlow: boolean;
  readonly onLine: (line: string) => void;
  readonly onId: (environment: Environment, id: string) => void;
}

/** One environment of a function: what its code sees of time and randomness, and the moment of its death. */
export class Environment implements Host {
  readonly name: string;
  readonly mayBeSlow: boolean;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly #deps: EnvironmentDeps;
  #alive = true;
  #stepsLeft = Number.POSITIVE_INFINITY;
  #onDeath: () => void = () => {};
  /** Whether something went wrong with one of its calls during the invocation under way. */
  wasDisturbed = false;

  constructor(name: string, deps: EnvironmentDeps) {
    this.name = name;
    this.mayBeSlow = deps.mayBeSlow;
    this.#deps = deps;
    const { timers, random, skewMs, onId } = deps;
    this.clock = {
      now: () => Math.floor(timers.now() + skewMs),
      sleep: (milliseconds) =>
        milliseconds > 0
          ? new Promise((resolve) => {
              timers.schedule(milliseconds, () => this.#alive && resolve());
            })
          : Promise.resolve(),
    };
    this.random = {
      next: () => random.next(),
      newId: () => {
        const id = random.newId();
        onId(this, id);
        return id;
      },
    };
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Lines of a dead environment's code reach nobody. */
  readonly write = (line: string): void => {
    if (this.#alive) this.#deps.onLine(line);
  };

  /** Begins an invocation. It dies after so many steps of its calls, if that is given. */
  begin(dieAfterSteps: number | undefined, onDeath: () => void): void {
    this.wasDisturbed = false;
    this.#stepsLeft = dieAfterSteps ?? Number.POSITIVE_INFINITY;
    this.#onDeath = onDeath;
  }

  end(): void {
    this.#stepsLeft = Number.POSITIVE_INFINITY;
    this.#onDeath = () => {};
  }

  step(): void {
    if (--this.#stepsLeft === 0) this.kill();
  }

  disturbed(): void {
    this.wasDisturbed = true;
  }

  /** From here on nothing it asked for comes back, and nothing it asks for leaves. */
  kill(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#onDeath();
  }
}
