/** Counts what became of the cases of a surface, by name. */
export class Tally {
  readonly #refused = new Map<string, number>();
  readonly #accepted = new Map<string, number>();
  #neighbours = 0;

  /** Input that was refused, ignored or reported, by the name that was given for it. */
  refused(name: string): void {
    this.#refused.set(name, (this.#refused.get(name) ?? 0) + 1);
  }

  /** Input that did what it asked for. */
  accepted(name: string): void {
    this.#accepted.set(name, (this.#accepted.get(name) ?? 0) + 1);
  }

  /** A good input beside the hostile ones, for which everything was done. One that is lost fails its check instead. */
  neighbour(): void {
    this.#neighbours++;
  }

  get neighbours(): number {
    return this.#neighbours;
  }

  /** Inputs of which something became. */
  get total(): number {
    return sum(this.#refused) + sum(this.#accepted);
  }

  /** Most frequent first. */
  get refusals(): readonly (readonly [name: string, count: number])[] {
    return sorted(this.#refused);
  }

  /** Most frequent first. */
  get acceptances(): readonly (readonly [name: string, count: number])[] {
    return sorted(this.#accepted);
  }
}

const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([, a], [, b]) => b - a);

const sum = (counts: ReadonlyMap<string, number>) =>
  counts.values().reduce((total, count) => total + count, 0);
