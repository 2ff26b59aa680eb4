import { AwsError } from '../../gateway/aws-error.ts';
import { authorize } from '../../iam/authorize.ts';
import { compilePolicy } from '../../iam/compiled-policy.ts';
import type { PolicyDocument, Principal } from '../../iam/policy.ts';
import { USAGE } from '../../meter/usage-kinds.ts';
import { inTransaction } from '../../transaction.ts';
import type { World } from '../../world.ts';
import type { OutgoingMessage } from '../sqs/message-flow.ts';
import type { Queues } from '../sqs/queues.ts';
import { envelope } from './envelope.ts';
import { doesNotExist } from './errors.ts';
import { checkPublication, messageFor, type Publication } from './publication.ts';
import { type SentEmail, SentEmails } from './sent-emails.ts';
import { type Subscription, subscriptionArn, type Topic } from './topic.ts';

/** What a topic is created with. */
export type TopicOptions = Pick<Topic, 'name'> &
  Partial<Pick<Topic, 'displayName' | 'kmsKeyId' | 'tags' | 'policy'>>;

/** What a subscription is created with. */
export type SubscriptionOptions = Pick<Subscription, 'topicArn' | 'protocol' | 'endpoint'> &
  Partial<Pick<Subscription, 'rawMessageDelivery' | 'deadLetterTargetArn'>>;

/** All topics and their subscriptions. Messages are not kept: a publish has put them into every queue when it returns. */
export class Topics {
  readonly #world: World;
  readonly #queues: Pick<Queues, 'deliver'>;
  readonly #emails: SentEmails;
  readonly #byArn = new Map<string, Topic>();

  constructor(world: World, queues: Pick<Queues, 'deliver'>) {
    this.#world = world;
    this.#queues = queues;
    this.#emails = new SentEmails(world.database);
  }

  /** Makes a topic exist. */
  create({ policy, ...options }: TopicOptions): Topic {
    const { accountId, region } = this.#world;
    const arn = `arn:aws:sns:${region}:${accountId}:${options.name}`;
    if (this.#byArn.has(arn)) throw new Error(`There are two topics with the name ${options.name}.`);
    if (policy) compilePolicy(policy);
    const defaults = { displayName: '', kmsKeyId: undefined, tags: {} };
    const topic: Topic = { ...defaults, ...options, arn, policy, subscriptions: [] };
    this.#byArn.set(arn, topic);
    return topic;
  }

  /** Replaces the policy of a topic. */
  setPolicy(topicArn: string, policy: PolicyDocument): void {
    compilePolicy(policy);
    this.topic(topicArn).policy = policy;
  }

  /** Subscribes an endpoint to a topic. */
  subscribe(options: SubscriptionOptions): Subscription {
    const { topicArn, protocol, endpoint } = options;
    const subscription: Subscription = {
      rawMessageDelivery: false,
      deadLetterTargetArn: undefined,
      ...options,
      arn: subscriptionArn(topicArn, protocol, endpoint),
    };
    this.topic(topicArn).subscriptions.push(subscription);
    return subscription;
  }

  /** Throws `NotFound` if there is no such topic. */
  topic(arn: string): Topic {
    const topic = this.#byArn.get(arn);
    if (!topic) throw doesNotExist('Topic');
    return topic;
  }

  /** All topics, by ARN. */
  all(): Topic[] {
    return [...this.#byArn.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  }

  /**
   * Publishes to every subscriber. When it returns, the message is safe in all the queues, or in none if it throws: because
   * there is no such topic, the principal may not, or the message is not one that SNS takes. A subscriber that cannot get it
   * stops none of the others.
   */
  publish(topicArn: string, publication: Publication, principal: Principal): { messageId: string } {
    const topic = this.topic(topicArn);
    authorize(principal, { action: 'SNS:Publish', resource: topicArn, resourcePolicy: topic.policy });
    checkPublication(publication);
    const messageId = this.#world.newId();
    inTransaction(this.#world.database, () => {
      for (const subscription of topic.subscriptions) this.#deliver(subscription, publication, messageId);
    });
    return { messageId };
  }

  /** The mails that subscribed addresses would have got, newest first. */
  emails(max = 100): SentEmail[] {
    return this.#emails.latest(max);
  }

  #deliver(subscription: Subscription, publication: Publication, messageId: string): void {
    const isEmail = subscription.protocol === 'email';
    if (isEmail) this.#email(subscription, publication, messageId);
    else this.#enqueue(subscription, this.#queueMessage(subscription, publication, messageId));
    this.#world.meter.count({
      kind: isEmail ? USAGE.snsToEmail : USAGE.snsToSqs,
      operation: 'DeliveryAttempts',
      resource: subscription.topicArn.split(':').at(-1)!,
    });
  }

  #email({ topicArn, endpoint }: Subscription, publication: Publication, messageId: string): void {
    this.#emails.add({
      messageId,
      topicArn,
      address: endpoint,
      subject: publication.subject ?? 'AWS Notification Message',
      body: messageFor('email', publication),
      sentAt: this.#world.timers.now(),
    });
  }

  #queueMessage(subscription: Subscription, publication: Publication, messageId: string): OutgoingMessage {
    const { subject, attributes = {}, messageGroupId } = publication;
    const message = messageFor('sqs', publication);
    const systemAttributes = messageGroupId === undefined ? {} : { MessageGroupId: messageGroupId };
    if (subscription.rawMessageDelivery) return { body: message, attributes, systemAttributes };
    const publishedAt = this.#world.timers.now();
    const { topicArn } = subscription;
    const body = envelope({ messageId, topicArn, subject, message, attributes, publishedAt });
    return { body, systemAttributes };
  }

  /**
   * A refusal (policy, no such queue, too long for it) is final: SNS does not retry what the receiver calls the sender's
   * fault. It goes to the subscription's dead-letter queue, and is gone if there is none or that refuses too.
   */
  #enqueue(subscription: Subscription, message: OutgoingMessage): void {
    const { endpoint, topicArn, deadLetterTargetArn } = subscription;
    const refusal = this.#offer(endpoint, message, topicArn);
    if (!refusal) return;
    const secondRefusal = deadLetterTargetArn
      ? this.#offer(deadLetterTargetArn, message, topicArn)
      : 'it has no dead-letter queue';
    if (!secondRefusal) return;
    this.#world.log(
      `A message of ${topicArn} to ${endpoint} is lost. The queue: ${refusal} The subscription's dead letters: ${secondRefusal}.`,
    );
  }

  /** @returns why the queue did not take it. */
  #offer(queueArn: string, message: OutgoingMessage, topicArn: string): string | undefined {
    const { accountId } = this.#world;
    const sns: Principal = { kind: 'service', accountId, service: 'sns.amazonaws.com', sourceArn: topicArn };
    try {
      this.#queues.deliver(queueArn, message, sns);
      return undefined;
    } catch (error) {
      if (error instanceof AwsError) return error.message;
      throw error;
    }
  }
}
