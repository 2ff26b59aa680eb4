import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { OrderEventInput } from '#contract/order-event.ts';
import type { Refusal } from '#contract/refusal.ts';
import { type BatchEntry, intoBatches } from './batches.ts';
import { describeFailure, describeRefusal, OrderEventRefused, PublishFailed } from './errors.ts';
import { failureOf, type PublishFailure } from './failures.ts';
import { outgoingMessage } from './outgoing-message.ts';
import { sendBatches } from './send-batches.ts';

export type { OrderEventInput } from '#contract/order-event.ts';
export { OrderEventRefused, PublishFailed } from './errors.ts';

export interface PublisherOptions {
  /** The order topic, `email-order-events-{env}`: the stack's output `OrderTopicArn`. */
  readonly topicArn: string;
  /** @default - a new client: endpoint, credentials and the like from the environment, as for any AWS tool */
  readonly client?: Pick<SNSClient, 'send'>;
  /** Of the client that is made. @default - the region of `topicArn` */
  readonly region?: string;
  /**
   * How many more times an entry of a batch is sent that SNS refused through no fault of its own, such as by throttling. The
   * AWS SDK repeats only requests that failed as a whole. @default 3
   */
  readonly entryRetries?: number;
  /** Waits before such a retry, the first being number 1. @default - 100 ms, doubling */
  readonly pause?: (retry: number) => Promise<void>;
}

export interface Publisher {
  /**
   * Publishes one event. Rejects with {@link OrderEventRefused} where it does not fit the schema (nothing was sent), and with
   * {@link PublishFailed} where SNS did not take it.
   */
  publish(event: OrderEventInput): Promise<{ readonly messageId: string }>;
  /**
   * Publishes many events, ten a request where their size allows. Resolves with one result for each event, in their order: an
   * event that is refused or fails does not keep the others from being sent. Never rejects for what happens to an event.
   */
  publishBatch(events: readonly OrderEventInput[]): Promise<PublishResult[]>;
}

/** What became of the event at `index`. */
export type PublishResult =
  | { readonly kind: 'published'; readonly index: number; readonly messageId: string }
  /** Does not fit the schema; nothing was sent. `message` says it in words. */
  | (Refusal & { readonly index: number; readonly message: string })
  /** SNS did not take it. `message` says it in words. */
  | ({ readonly kind: 'failed'; readonly index: number; readonly message: string } & PublishFailure);

/**
 * A publisher of order events for one topic. Checks each event before anything leaves: only fields of the schema are sent, and
 * no error holds a value of an event.
 */
export function createPublisher(options: PublisherOptions): Publisher {
  const { topicArn, entryRetries = 3, pause = doublingPause } = options;
  const client = options.client ?? new SNSClient({ region: options.region ?? regionOf(topicArn) });

  return {
    async publish(event) {
      const message = outgoingMessage(event);
      if (message.kind === 'refused') throw new OrderEventRefused(message);
      try {
        const command = new PublishCommand({ TopicArn: topicArn, Message: message.body });
        return { messageId: (await client.send(command)).MessageId! };
      } catch (error) {
        throw new PublishFailed(failureOf(error));
      }
    },

    async publishBatch(events) {
      const results: PublishResult[] = [];
      const entries: BatchEntry[] = [];
      for (const [index, event] of events.entries()) {
        const message = outgoingMessage(event);
        if (message.kind === 'ready') entries.push({ index, body: message.body });
        else results[index] = { ...message, index, message: describeRefusal(message) };
      }
      for (const sent of await sendBatches(intoBatches(entries), { client, topicArn, entryRetries, pause }))
        results[sent.index] = sent.kind === 'failed' ? { ...sent, message: describeFailure(sent) } : sent;
      return results;
    },
  };
}

/** The fourth part: `arn:aws:sns:eu-central-1:123456789012:email-order-events-prod`. */
function regionOf(topicArn: string): string {
  const region = /^arn:[\w-]+:sns:([\w-]+):\d{12}:[\w-]+$/.exec(topicArn)?.[1];
  if (region) return region;
  throw new TypeError(
    `topicArn must be the ARN of an SNS topic, such as arn:aws:sns:us-east-1:123456789012:email-order-events-prod; found ${JSON.stringify(topicArn)}`,
  );
}

const doublingPause = (retry: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, 100 * 2 ** (retry - 1)));
