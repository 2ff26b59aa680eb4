import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { OrderTopic } from '#app/ports.ts';

/** Publishes as a shop does. */
export function snsOrderTopic(client: SNSClient, topicArn: string): OrderTopic {
  return {
    async publish(event) {
      await client.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(event) }));
    },
  };
}
