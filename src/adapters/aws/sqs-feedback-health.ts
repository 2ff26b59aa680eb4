import { GetQueueAttributesCommand, type QueueAttributeName, type SQSClient } from '@aws-sdk/client-sqs';
import type { FeedbackHealth } from '#app/ports.ts';

const COUNTS: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

/** Feedback is backed up while its queue or its dead letters hold anything: the evidence may be among that. */
export function sqsFeedbackHealth(client: SQSClient, queueUrls: readonly string[]): FeedbackHealth {
  return {
    async hasBacklog() {
      const depths = await Promise.all(queueUrls.map((url) => depthOf(client, url)));
      return depths.some((depth) => depth > 0);
    },
  };
}

async function depthOf(client: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: COUNTS }),
  );
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
