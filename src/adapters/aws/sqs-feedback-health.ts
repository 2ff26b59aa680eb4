import { GetQueueAttributesCommand, type QueueAttributeName, type SQSClient } from '@aws-sdk/client-sqs';
import type { FeedbackHealth } from '#app/ports.ts';
import { LAST_RECEIVE_SECONDS } from '#contract/timing.ts';

const COUNTS: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

interface FeedbackQueues {
  readonly queueUrl: string;
  readonly deadLettersUrl: string;
  /** Of the subscription: events that SNS could not put into the queue. */
  readonly undeliveredUrl: string;
}

/**
 * Nothing is on its way any more when all three queues are empty. A busy shop's queue never is: there it counts that the function
 * has come to messages so much younger than the attempt that all of the attempt's own are recorded or dead letters.
 *
 * @param progress when the oldest message of a recent feedback batch had been sent, in milliseconds since the epoch
 */
export function sqsFeedbackHealth(
  client: SQSClient,
  { queueUrl, deadLettersUrl, undeliveredUrl }: FeedbackQueues,
  progress: () => Promise<number>,
): FeedbackHealth {
  return {
    async hasBacklog(claimedAtMs) {
      const [waiting, dead, undelivered] = await Promise.all([
        depthOf(client, queueUrl),
        depthOf(client, deadLettersUrl),
        depthOf(client, undeliveredUrl),
      ]);
      if (dead + undelivered > 0) return true;
      if (waiting === 0) return false;
      return (await progress()) < claimedAtMs + LAST_RECEIVE_SECONDS * 1000;
    },
  };
}

async function depthOf(client: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: COUNTS }),
  );
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
