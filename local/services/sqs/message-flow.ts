import { afterCommit, afterRollback, inTransaction } from '../../transaction.ts';
import type { World } from '../../world.ts';
import { invalidParameterValue } from './errors.ts';
import { type MessageAttributes, messageSize } from './message-attributes.ts';
import type { MessageStore } from './message-store.ts';
import type { Queue } from './queue.ts';
import { isCurrent, readHandle, writeHandle } from './receipt-handle.ts';
import type { ReceivedMessage } from './received-message.ts';
import type { Entry } from './visibility-index.ts';

/** A message to be sent. */
export interface OutgoingMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  /** Such as `AWSTraceHeader`. `SenderId` is filled in. */
  readonly systemAttributes?: Readonly<Record<string, string>>;
  /** Hidden for so long at first. @default the queue's */
  readonly delaySeconds?: number | undefined;
}

/** How to receive. */
export interface ReceiveOptions {
  /** At most so many messages. */
  readonly max: number;
  /** Hidden for so long from then on. @default the queue's */
  readonly visibilityTimeoutSeconds?: number | undefined;
}

/** What a redrive does with one message: it moved it, found none, or left it where it is for a reason. */
export type RedriveOutcome = 'empty' | 'moved' | { readonly failure: string };

/**
 * How messages move through queues. Each change is written to the store first, and takes effect in the queue in memory once
 * it is safe; Queues says what each does.
 *
 *   send ──▶ visible ──receive──▶ in flight ──delete──▶ gone
 *    (delay)  ▲   ▲                   │
 *             │   └─ timeout, or 0 ───┤
 *             │                       └─ on the receive after maxReceiveCount ──▶ dead letters
 *             └────────────── redrive, as a new message ──────────────────────────────┘
 */
export class MessageFlow {
  readonly #world: World;
  readonly #store: MessageStore;
  readonly #queueByArn: (arn: string) => Queue | undefined;

  constructor(world: World, store: MessageStore, queueByArn: (arn: string) => Queue | undefined) {
    this.#world = world;
    this.#store = store;
    this.#queueByArn = queueByArn;
  }

  send(queue: Queue, message: OutgoingMessage, senderId: string): { messageId: string } {
    const { body, attributes = {}, systemAttributes = {} } = message;
    const limit = queue.settings.maximumMessageBytes;
    if (messageSize(body, attributes) > limit)
      throw invalidParameterValue(
        `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
      );
    const now = this.#world.timers.now();
    const entry = this.#store.insert(
      queue.key,
      {
        messageId: this.#world.newId(),
        sentAt: now,
        visibleAt: now + (message.delaySeconds ?? queue.settings.delaySeconds) * 1_000,
        receiveCount: 0,
        receivesBefore: 0,
        firstReceivedAt: undefined,
        sourceArn: undefined,
      },
      { body, attributes, systemAttributes: { SenderId: senderId, ...systemAttributes } },
    );
    this.#afterCommit(() => queue.put(entry));
    return { messageId: entry.messageId };
  }

  receive(queue: Queue, { max, visibilityTimeoutSeconds }: ReceiveOptions): ReceivedMessage[] {
    const now = this.#world.timers.now();
    const hiddenUntil = now + (visibilityTimeoutSeconds ?? queue.settings.visibilityTimeoutSeconds) * 1_000;
    return this.#taking(queue, now, (take) => {
      const received: ReceivedMessage[] = [];
      while (received.length < max) {
        const entry = take();
        if (!entry) break;
        const deadLetters = this.#deadLettersFor(queue, entry);
        if (queue.expiresAt(entry) <= now) this.#discard(queue, entry);
        else if (deadLetters) this.#moveToDeadLetters(queue, entry, deadLetters, now);
        else received.push(this.#handOut(queue, entry, hiddenUntil, now));
      }
      return received;
    });
  }

  delete(queue: Queue, receiptHandle: string): void {
    const receipt = readHandle(receiptHandle, queue.key);
    const entry = queue.index.get(receipt.id);
    if (isCurrent(receipt, entry)) this.#discard(queue, entry);
  }

  changeVisibility(queue: Queue, receiptHandle: string, visibilityTimeoutSeconds: number): void {
    const receipt = readHandle(receiptHandle, queue.key);
    const entry = queue.index.get(receipt.id);
    if (!isCurrent(receipt, entry))
      throw invalidParameterValue(
        `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    const visibleAt = this.#world.timers.now() + visibilityTimeoutSeconds * 1_000;
    this.#store.setVisibleAt(entry.id, visibleAt);
    this.#afterCommit(() => {
      // Not if the same transaction has deleted it.
      if (queue.index.get(entry.id) !== entry) return;
      entry.visibleAt = visibleAt;
      queue.put(entry);
    });
  }

  purge(queue: Queue): void {
    this.#store.deleteAllOf(queue.key);
    this.#afterCommit(() => {
      for (const entry of [...queue.index.values()]) queue.remove(entry);
    });
  }

  redriveOne(
    source: Queue,
    destinationOf: (movedFrom: string | undefined) => Queue | { failure: string },
  ): RedriveOutcome {
    const now = this.#world.timers.now();
    return this.#taking(source, now, (take) => {
      const entry = take();
      if (!entry) return 'empty';
      const choice = destinationOf(entry.sourceArn);
      if ('failure' in choice) {
        source.index.put(entry);
        return choice;
      }
      const fresh = { receiveCount: 0, receivesBefore: 0, firstReceivedAt: undefined, sourceArn: undefined };
      const moved: Entry = {
        ...fresh,
        id: entry.id,
        messageId: this.#world.newId(),
        sentAt: now,
        visibleAt: now,
      };
      this.#move(source, choice, moved);
      return 'moved';
    });
  }

  /** Deletes what is past its retention. */
  expire(queue: Queue): void {
    const now = this.#world.timers.now();
    inTransaction(this.#world.database, () => {
      for (const entry of queue.index.values())
        if (queue.expiresAt(entry) <= now) this.#discard(queue, entry);
    });
  }

  /** One transaction over messages taken out of the index; if it is undone they are put back. */
  #taking<T>(queue: Queue, now: number, work: (take: () => Entry | undefined) => T): T {
    const next = queue.index.nextVisibleAt();
    if (next === undefined || next > now) return work(() => undefined);
    const { database } = this.#world;
    const take = () => {
      const entry = queue.index.takeVisible(now);
      if (entry) afterRollback(database, () => queue.put(entry));
      return entry;
    };
    return inTransaction(database, () => work(take));
  }

  #handOut(queue: Queue, entry: Entry, hiddenUntil: number, now: number): ReceivedMessage {
    const receiveCount = entry.receiveCount + 1;
    const firstReceivedAt = entry.firstReceivedAt ?? now;
    this.#store.setReceived(entry.id, hiddenUntil, receiveCount, firstReceivedAt);
    this.#afterCommit(() => {
      Object.assign(entry, { visibleAt: hiddenUntil, receiveCount, firstReceivedAt });
      queue.hide(entry);
    });
    return {
      ...this.#store.content(entry.id),
      messageId: entry.messageId,
      receiptHandle: writeHandle({
        queueKey: queue.key,
        id: entry.id,
        receiveCount,
        messageId: entry.messageId,
      }),
      sentAt: entry.sentAt,
      firstReceivedAt,
      receiveCount,
      deadLetterSourceArn: entry.sourceArn,
    };
  }

  /** The dead-letter queue, if the message has had its receives in this queue. */
  #deadLettersFor({ settings }: Queue, entry: Entry): Queue | undefined {
    const { redrivePolicy } = settings;
    if (!redrivePolicy || entry.receiveCount - entry.receivesBefore < redrivePolicy.maxReceiveCount)
      return undefined;
    return this.#queueByArn(redrivePolicy.deadLetterTargetArn);
  }

  /** It stays the same message, with its id, its age and its receives. */
  #moveToDeadLetters(queue: Queue, entry: Entry, deadLetters: Queue, now: number): void {
    this.#move(queue, deadLetters, {
      ...entry,
      visibleAt: now,
      receivesBefore: entry.receiveCount,
      sourceArn: queue.settings.arn,
    });
  }

  #move(from: Queue, to: Queue, entry: Entry): void {
    this.#store.moveTo(to.key, entry);
    this.#afterCommit(() => {
      from.remove(entry);
      to.put(entry);
    });
  }

  #discard(queue: Queue, entry: Entry): void {
    this.#store.delete(entry.id);
    this.#afterCommit(() => queue.remove(entry));
  }

  #afterCommit(effect: () => void): void {
    afterCommit(this.#world.database, effect);
  }
}
