import { createHash } from 'node:crypto';
import type { MessageAttributes } from '../sqs/message-attributes.ts';
import { type ReceivedMessage, systemAttributesOf } from '../sqs/received-message.ts';

/** The event that a function gets for a batch of messages, as JSON. */
export function sqsEvent(
  messages: readonly ReceivedMessage[],
  eventSourceARN: string,
  awsRegion: string,
): string {
  return JSON.stringify({
    Records: messages.map((message) => ({
      messageId: message.messageId,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: systemAttributesOf(message),
      messageAttributes: attributesOf(message.attributes),
      md5OfBody: createHash('md5').update(message.body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN,
      awsRegion,
    })),
  });
}

/** Lambda spells them in another case than SQS, and always has the two lists. */
function attributesOf(attributes: MessageAttributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { StringValue, BinaryValue, DataType }]) => [
      name,
      {
        stringValue: StringValue,
        binaryValue: BinaryValue,
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
}
