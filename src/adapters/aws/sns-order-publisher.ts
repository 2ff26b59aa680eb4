import type { SNSClient } from '@aws-sdk/client-sns';
import type { OrderTopic } from '#app/ports.ts';
import { createPublisher } from '#publisher/publisher.ts';

/** Publishes as a shop does, with what shops use. */
export function snsOrderTopic(client: SNSClient, topicArn: string): OrderTopic {
  const publisher = createPublisher({ client, topicArn });
  return { publish: async (event) => void (await publisher.publish(event)) };
}
