/**
 * Spaces sends evenly, so that all environments of the sender together stay below the account's rate. One slot is one
 * send. Slots in use are at least an interval apart, whatever was given back before: no second holds more than the rate.
 */
export class Pace {
  /** Slots taken, in the order of time, without those too old to matter. Milliseconds since the epoch. */
  readonly #taken: number[] = [];

  /** Takes the first free moment from now on, at `perSecond`, and returns it in milliseconds since the epoch. */
  reserve(nowMs: number, perSecond: number): number {
    const intervalMs = 1000 / perSecond;
    while (this.#taken.length > 0 && this.#taken[0]! + intervalMs <= nowMs) this.#taken.shift();
    let slotMs = nowMs;
    let place = 0;
    for (; place < this.#taken.length; place++) {
      const other = this.#taken[place]!;
      if (slotMs + intervalMs <= other) break;
      slotMs = Math.max(slotMs, other + intervalMs);
    }
    this.#taken.splice(place, 0, slotMs);
    return slotMs;
  }

  /** Gives a slot back that was not needed. */
  release(slotMs: number): void {
    const place = this.#taken.indexOf(slotMs);
    if (place >= 0) this.#taken.splice(place, 1);
  }
}
