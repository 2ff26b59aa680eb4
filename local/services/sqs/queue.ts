import type { Cancel, Timers } from '../../world.ts';
import type { QueueSettings } from './queue-settings.ts';
import { type Entry, VisibilityIndex } from './visibility-index.ts';

/** How many messages are in which state. */
export interface QueueCounts {
  readonly visible: number;
  /** Received and hidden. */
  readonly inFlight: number;
  /** Sent and not yet visible for the first time. */
  readonly delayed: number;
  /** When the oldest of all was sent, in milliseconds since the epoch; `undefined` if there is none. */
  readonly oldestSentAt: number | undefined;
  /** The same of those that ApproximateAgeOfOldestMessage looks at. */
  readonly oldestCountedSentAt: number | undefined;
}

/** SQS moves a message that was received so often, and not deleted, to the back, and leaves it out of the oldest's age. */
const TOO_OFTEN_RECEIVED = 3;

interface Alarm {
  readonly at: number;
  readonly cancel: Cancel;
}

/** One queue in memory: its settings, which messages it has, and who waits for them. What survives is in MessageStore. */
export class Queue {
  settings: QueueSettings;
  readonly key: number;
  readonly createdAt: number;
  readonly index = new VisibilityIndex();
  /** When it was last emptied by PurgeQueue. */
  purgedAt: number | undefined;
  readonly #timers: Timers;
  readonly #expire: (queue: Queue) => void;
  readonly #listeners = new Set<() => void>();
  #wake: Alarm | undefined;
  #expiry: Alarm | undefined;

  /** @param expire called when the oldest message is past its retention */
  constructor(
    settings: QueueSettings,
    identity: { key: number; createdAt: number },
    timers: Timers,
    expire: (queue: Queue) => void,
  ) {
    this.settings = settings;
    this.key = identity.key;
    this.createdAt = identity.createdAt;
    this.#timers = timers;
    this.#expire = expire;
  }

  /** Takes in a message, or puts a known one where its `visibleAt` now belongs, and tells who waits if it can be received. */
  put(entry: Entry): void {
    this.index.put(entry);
    this.#expireBy(this.expiresAt(entry));
    this.#arrived();
  }

  /** Hides a message that was just received. Nobody is told of the ones left: who receives knows to ask again. */
  hide(entry: Entry): void {
    this.index.put(entry);
    this.#wakeByNext();
  }

  remove(entry: Entry): void {
    this.index.remove(entry.id);
    this.#wakeByNext();
  }

  expiresAt({ sentAt }: Pick<Entry, 'sentAt'>): number {
    return sentAt + this.settings.retentionSeconds * 1_000;
  }

  /** Calls the listener whenever a message becomes visible, from now on; one that already is, is not told. */
  onArrival(listener: () => void): Cancel {
    this.#listeners.add(listener);
    this.#wakeByNext();
    return () => this.#listeners.delete(listener);
  }

  counts(): QueueCounts {
    const now = this.#timers.now();
    const counts = {
      ...{ visible: 0, inFlight: 0, delayed: 0 },
      oldestSentAt: undefined as number | undefined,
      oldestCountedSentAt: undefined as number | undefined,
    };
    for (const entry of this.index.values()) {
      if (this.expiresAt(entry) <= now) continue;
      if (entry.visibleAt <= now) counts.visible++;
      else if (entry.receiveCount > entry.receivesBefore) counts.inFlight++;
      else counts.delayed++;
      counts.oldestSentAt = Math.min(counts.oldestSentAt ?? entry.sentAt, entry.sentAt);
      if (entry.receiveCount - entry.receivesBefore < TOO_OFTEN_RECEIVED)
        counts.oldestCountedSentAt = Math.min(counts.oldestCountedSentAt ?? entry.sentAt, entry.sentAt);
    }
    return counts;
  }

  #arrived(): void {
    const next = this.index.nextVisibleAt();
    if (next !== undefined && next <= this.#timers.now())
      for (const listener of [...this.#listeners]) listener();
    else this.#wakeByNext();
  }

  /**
   * Looks again when the next hidden message becomes visible. Not needed while one is visible: its listeners were told, and
   * whatever takes it out comes by here.
   */
  #wakeByNext(): void {
    if (this.#listeners.size === 0) return;
    const at = this.index.nextVisibleAt();
    const now = this.#timers.now();
    if (at === undefined || at <= now || (this.#wake && this.#wake.at <= at)) return;
    this.#wake?.cancel();
    const cancel = this.#timers.schedule(at - now, () => {
      this.#wake = undefined;
      this.#arrived();
    });
    this.#wake = { at, cancel };
  }

  #expireBy(at: number): void {
    if (this.#expiry && this.#expiry.at <= at) return;
    this.#expiry?.cancel();
    const cancel = this.#timers.schedule(at - this.#timers.now(), () => {
      this.#expiry = undefined;
      this.#expire(this);
      const oldest = this.counts().oldestSentAt;
      if (oldest !== undefined) this.#expireBy(this.expiresAt({ sentAt: oldest }));
    });
    this.#expiry = { at, cancel };
  }
}
