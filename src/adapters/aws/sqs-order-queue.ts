import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { OrderQueue } from '#app/ports.ts';

/** SQS hides a message for 12 hours at most, counted from its receipt; a little less leaves room for that. */
const MAX_HIDE_SECONDS = 12 * 60 * 60 - 60;

/** The order queue and its dead letters. */
export function sqsOrderQueue(client: SQSClient, queueUrl: string, deadLettersUrl: string): OrderQueue {
  return {
    async hide({ receiptHandle }, seconds) {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: Math.min(seconds, MAX_HIDE_SECONDS),
        }),
      );
    },

    async deadLetter({ body }, reason) {
      const attributes = Object.entries(reason).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]);
      await client.send(
        new SendMessageCommand({
          QueueUrl: deadLettersUrl,
          MessageBody: body,
          MessageAttributes: Object.fromEntries(attributes),
        }),
      );
    },
  };
}
