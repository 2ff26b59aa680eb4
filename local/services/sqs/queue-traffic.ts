/** How many messages of one queue were sent, received and deleted. */
export interface Traffic {
  readonly sent: number;
  readonly received: number;
  readonly deleted: number;
}

const NONE: Traffic = { sent: 0, received: 0, deleted: 0 };

/** Counts what goes through each queue until somebody asks. A killed process forgets it. */
export class QueueTraffic {
  readonly #byArn = new Map<string, Traffic>();

  add(queueArn: string, what: keyof Traffic, messages = 1): void {
    const before = this.#byArn.get(queueArn) ?? NONE;
    this.#byArn.set(queueArn, { ...before, [what]: before[what] + messages });
  }

  /** What was counted since it was taken last. */
  take(queueArn: string): Traffic {
    const traffic = this.#byArn.get(queueArn) ?? NONE;
    this.#byArn.delete(queueArn);
    return traffic;
  }
}
