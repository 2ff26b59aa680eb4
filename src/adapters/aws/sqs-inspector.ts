import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueInspector } from '#app/inspector-ports.ts';

/** Queues as they are deployed. */
export function sqsInspector(client: SQSClient): QueueInspector {
  return {
    async read(QueueName) {
      try {
        const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
        const { Attributes = {} } = await client.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout', 'RedrivePolicy'] }),
        );
        const policy = JSON.parse(Attributes.RedrivePolicy ?? '{}');
        return {
          visibilitySeconds: Number(Attributes.VisibilityTimeout),
          maxReceiveCount: policy.maxReceiveCount === undefined ? undefined : Number(policy.maxReceiveCount),
        };
      } catch (error) {
        if (/QueueDoesNotExist|NonExistentQueue/.test((error as Error).name)) return undefined;
        throw error;
      }
    },
  };
}
