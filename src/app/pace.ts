/**
 * Spaces sends evenly, so that all environments of the sender together stay below the account's rate. One slot is one
 * send.
 */
export class Pace {
  #nextSlotMs = 0;

  /** Takes the next free slot at `perSecond` and says how long to wait for it, in milliseconds. */
  reserve(nowMs: number, perSecond: number): number {
    const slotMs = Math.max(nowMs, this.#nextSlotMs);
    this.#nextSlotMs = slotMs + 1000 / perSecond;
    return slotMs - nowMs;
  }

  /** Gives a slot back that was not needed. Slots are interchangeable, so the line behind it moves up by one. */
  release(perSecond: number): void {
    this.#nextSlotMs -= 1000 / perSecond;
  }
}
