import { attempt } from '../../background.ts';
import { authorize } from '../../iam/authorize.ts';
import { compilePolicy } from '../../iam/compiled-policy.ts';
import type { PolicyDocument, Principal } from '../../iam/policy.ts';
import { chunksOf } from '../../meter/api-calls.ts';
import { USAGE } from '../../meter/usage-kinds.ts';
import type { Cancel, World } from '../../world.ts';
import { nonExistentQueue } from './errors.ts';
import { checkAttributes, messageSize } from './message-attributes.ts';
import {
  MessageFlow,
  type OutgoingMessage,
  type ReceiveOptions,
  type RedriveOutcome,
} from './message-flow.ts';
import { MessageStore } from './message-store.ts';
import { Queue, type QueueCounts } from './queue.ts';
import { QUEUE_DEFAULTS, type QueueOptions, type QueueSettings } from './queue-settings.ts';
import { QueueTraffic } from './queue-traffic.ts';
import type { ReceivedMessage } from './received-message.ts';

/**
 * All queues and their messages. Which message is where and when it is visible is kept in memory; each change is written to
 * the database before it takes effect, in one transaction, or in the caller's own (see `inTransaction`), so that a message
 * whose send returned survives a killed process. Every method that names a queue throws `QueueDoesNotExist` if there is none.
 */
export class Queues {
  readonly traffic = new QueueTraffic();
  readonly #world: World;
  readonly #store: MessageStore;
  readonly #flow: MessageFlow;
  readonly #byArn = new Map<string, Queue>();
  readonly #byPath = new Map<string, Queue>();

  constructor(world: World) {
    this.#world = world;
    this.#store = new MessageStore(world.database);
    this.#flow = new MessageFlow(world, this.#store, (arn) => this.#byArn.get(arn));
  }

  /** Makes a queue exist. It finds the messages again that a queue with its ARN had before a restart. */
  create(options: QueueOptions): QueueSettings {
    const { accountId, region, timers } = this.#world;
    const arn = options.arn ?? `arn:aws:sqs:${region}:${accountId}:${options.name}`;
    if (this.#byArn.has(arn)) throw new Error(`There are two queues with the name ${options.name}.`);
    if (options.policy) compilePolicy(options.policy);
    const settings: QueueSettings = { ...QUEUE_DEFAULTS, ...options, arn };
    const identity = this.#store.queueKey(arn, timers.now());
    const queue = new Queue(settings, identity, timers, (full) => {
      attempt(this.#world, 'Deleting messages past their retention', () => this.#flow.expire(full));
    });
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
    const sent = this.send(queueArn, message, senderIdOf(principal));
    // SNS delivers to queues for nothing; the queue bills the request as anybody's ("Amazon SNS pricing": SQS).
    const quantity = chunksOf(messageSize(message.body, message.attributes ?? {}));
    const operation = 'SendMessage';
    this.#world.meter.count({ kind: USAGE.sqsRequest, operation, resource: settings.name, quantity });
    return sent;
  }

  /** Sends without asking for permission. Throws if the message is too long for the queue. */
  send(queueArn: string, message: OutgoingMessage, senderId: string): { messageId: string } {
    const sent = this.#flow.send(this.queue(queueArn), message, senderId);
    this.traffic.add(queueArn, 'sent');
    return sent;
  }

  /** Takes visible messages, longest visible first, and hides them. Those received too often go to the dead letters instead. */
  receive(queueArn: string, options: ReceiveOptions): ReceivedMessage[] {
    const received = this.#flow.receive(this.queue(queueArn), options);
    if (received.length > 0) this.traffic.add(queueArn, 'received', received.length);
    return received;
  }

  /** Deletes a received message. An outdated handle, or one of a message that is gone, changes nothing, as on AWS. */
  delete(queueArn: string, receiptHandle: string): void {
    this.#flow.delete(this.queue(queueArn), receiptHandle);
    this.traffic.add(queueArn, 'deleted');
  }

  /** Hides a received message for so many seconds from now on; 0 shows it at once. Throws on an outdated handle. */
  changeVisibility(queueArn: string, receiptHandle: string, visibilityTimeoutSeconds: number): void {
    this.#flow.changeVisibility(this.queue(queueArn), receiptHandle, visibilityTimeoutSeconds);
  }

  /** Deletes every message. */
  purge(queueArn: string): void {
    this.#flow.purge(this.queue(queueArn));
  }

  /**
   * Moves one visible message as a redrive does: as a new message, with a new id and a retention that starts anew.
   *
   * @returns `empty` if no message is visible, else what `destinationOf` (given the queue that SQS moved the message from, if
   * it did) made of it: `moved`, or the reason it could not be, in which case it stays.
   */
  redriveOne(
    sourceArn: string,
    destinationOf: (movedFrom: string | undefined) => { arn: string } | { failure: string },
  ): RedriveOutcome {
    return this.#flow.redriveOne(this.queue(sourceArn), (movedFrom) => {
      const choice = destinationOf(movedFrom);
      return 'failure' in choice ? choice : this.queue(choice.arn);
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
