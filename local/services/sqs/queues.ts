import { authorize } from '../../iam/authorize.ts';
import { compilePolicy } from '../../iam/compiled-policy.ts';
import type { PolicyDocument, Principal } from '../../iam/policy.ts';
import { afterCommit, inTransaction } from '../../transaction.ts';
import type { Cancel, World } from '../../world.ts';
import { invalidParameterValue, nonExistentQueue } from './errors.ts';
import { checkAttributes, type MessageAttributes, messageSize } from './message-attributes.ts';
import { MessageStore } from './message-store.ts';
import { Queue, type QueueCounts } from './queue.ts';
import { QUEUE_DEFAULTS, type QueueOptions, type QueueSettings } from './queue-settings.ts';
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

/**
 * All queues and their messages. Which message is where and when it is visible is kept in memory; each change is written to
 * the database before it takes effect, in one transaction, or in the caller's own (see `inTransaction`), so that a message
 * whose send returned survives a killed process. Every method that names a queue throws `QueueDoesNotExist` if there is none.
 */
export class Queues {
  readonly #world: World;
  readonly #store: MessageStore;
  readonly #byArn = new Map<string, Queue>();
  readonly #byPath = new Map<string, Queue>();

  constructor(world: World) {
    this.#world = world;
    this.#store = new MessageStore(world.database);
  }

  /** Makes a queue exist. It finds the messages again that a queue with its ARN had before a restart. */
  create(options: QueueOptions): QueueSettings {
    const { accountId, region, timers } = this.#world;
    const arn = options.arn ?? `arn:aws:sqs:${region}:${accountId}:${options.name}`;
    if (this.#byArn.has(arn)) throw new Error(`There are two queues with the name ${options.name}.`);
    if (options.policy) compilePolicy(options.policy);
    const settings: QueueSettings = { ...QUEUE_DEFAULTS, ...options, arn };
    const identity = this.#store.queueKey(arn, timers.now());
    const queue = new Queue(settings, identity, timers, (full) => this.#expire(full));
    this.#byArn.set(arn, queue);
    this.#byPath.set(pathOf(settings), queue);
    for (const entry of this.#store.entries(queue.key)) queue.put(entry);
    return settings;
  }

  /** Replaces the policy of a queue. */
  setPolicy(queueArn: string, policy: PolicyDocument): void {
    compilePolicy(policy);
    const queue = this.queue(queueArn);
    queue.settings = { ...queue.settings, policy };
  }

  byArn(arn: string): QueueSettings | undefined {
    return this.#byArn.get(arn)?.settings;
  }

  /** By any URL that ends in account and name: the same endpoint has more than one host name. */
  byUrl(url: string): QueueSettings | undefined {
    return this.#byPath.get(URL_END.exec(url)?.[0] ?? '')?.settings;
  }

  /** All queues, by name. */
  all(): QueueSettings[] {
    return [...this.#byArn.values()]
      .map(({ settings }) => settings)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Sends as an AWS service does: if the queue's policy lets it. Throws `AccessDenied`, or what is wrong with the message. */
  deliver(queueArn: string, message: OutgoingMessage, principal: Principal): { messageId: string } {
    const { settings } = this.queue(queueArn);
    authorize(principal, { action: 'sqs:SendMessage', resource: queueArn, resourcePolicy: settings.policy });
    checkAttributes(message.attributes ?? {});
    return this.send(queueArn, message, senderIdOf(principal));
  }

  /** Sends without asking for permission. Throws if the message is too long for the queue. */
  send(queueArn: string, message: OutgoingMessage, senderId: string): { messageId: string } {
    const queue = this.queue(queueArn);
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

  /** Takes visible messages, longest visible first, and hides them. Those received too often go to the dead letters instead. */
  receive(queueArn: string, { max, visibilityTimeoutSeconds }: ReceiveOptions): ReceivedMessage[] {
    const queue = this.queue(queueArn);
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

  /** Deletes a received message. An outdated handle, or one of a message that is gone, changes nothing, as on AWS. */
  delete(queueArn: string, receiptHandle: string): void {
    const queue = this.queue(queueArn);
    const receipt = readHandle(receiptHandle, queue.key);
    const entry = queue.index.get(receipt.id);
    if (isCurrent(receipt, entry)) this.#discard(queue, entry);
  }

  /** Hides a received message for so many seconds from now on; 0 shows it at once. Throws on an outdated handle. */
  changeVisibility(queueArn: string, receiptHandle: string, visibilityTimeoutSeconds: number): void {
    const queue = this.queue(queueArn);
    const receipt = readHandle(receiptHandle, queue.key);
    const entry = queue.index.get(receipt.id);
    if (!isCurrent(receipt, entry))
      throw invalidParameterValue(
        `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    const visibleAt = this.#world.timers.now() + visibilityTimeoutSeconds * 1_000;
    this.#store.setVisibleAt(entry.id, visibleAt);
    this.#afterCommit(() => {
      entry.visibleAt = visibleAt;
      queue.put(entry);
    });
  }

  /** Deletes every message. */
  purge(queueArn: string): void {
    const queue = this.queue(queueArn);
    this.#store.deleteAllOf(queue.key);
    this.#afterCommit(() => {
      for (const entry of [...queue.index.values()]) queue.remove(entry);
    });
  }

  /**
   * Moves one visible message as a redrive does: as a new message, with a new id and a retention that starts anew.
   *
   * @returns `empty` if no message is visible, else what `destinationOf` (given the queue that SQS moved the message from, if
   * it did) made of it: `moved`, or the reason it could not be, in which case it stays.
   */
  redriveOne<Reason>(
    sourceArn: string,
    destinationOf: (movedFrom: string | undefined) => { arn: string } | { failure: Reason },
  ): 'empty' | 'moved' | { failure: Reason } {
    const source = this.queue(sourceArn);
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
      this.#move(source, this.queue(choice.arn), moved);
      return 'moved';
    });
  }

  counts(queueArn: string): QueueCounts {
    return this.queue(queueArn).counts();
  }

  /**
   * Calls the listener whenever a message becomes visible: by a send, by the end of a delay or a visibility timeout, by a
   * change of visibility. It is called after the change is safe, and not for messages that are visible already: receive
   * until nothing comes, then wait. It must not throw.
   */
  onArrival(queueArn: string, listener: () => void): Cancel {
    return this.queue(queueArn).onArrival(listener);
  }

  /** The queue itself, for this service's own actions. */
  queue(arn: string): Queue {
    const queue = this.#byArn.get(arn);
    if (!queue) throw nonExistentQueue();
    return queue;
  }

  /** One transaction over messages taken out of the index; if it fails they are put back. */
  #taking<T>(queue: Queue, now: number, work: (take: () => Entry | undefined) => T): T {
    const next = queue.index.nextVisibleAt();
    if (next === undefined || next > now) return work(() => undefined);
    const taken: Entry[] = [];
    const take = () => {
      const entry = queue.index.takeVisible(now);
      if (entry) taken.push(entry);
      return entry;
    };
    try {
      return inTransaction(this.#world.database, () => work(take));
    } catch (error) {
      for (const entry of taken) queue.index.put(entry);
      throw error;
    }
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
    return this.#byArn.get(redrivePolicy.deadLetterTargetArn);
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

  #expire(queue: Queue): void {
    const now = this.#world.timers.now();
    inTransaction(this.#world.database, () => {
      for (const entry of queue.index.values())
        if (queue.expiresAt(entry) <= now) this.#discard(queue, entry);
    });
  }

  #afterCommit(effect: () => void): void {
    afterCommit(this.#world.database, effect);
  }
}

const URL_END = /\/[^/]+\/[^/]+$/;

function pathOf({ arn, name }: QueueSettings): string {
  return `/${arn.split(':')[4]}/${name}`;
}

/** Who sent a message, as its `SenderId` says: an account, or a role's session. */
export function senderIdOf(principal: Principal): string {
  if (principal.kind !== 'role') return principal.accountId;
  return `AROA${principal.arn.split('/').at(-1)?.toUpperCase()}:${principal.session ?? 'local'}`;
}
