import type { MessageAttributes } from '../sqs/message-attributes.ts';

/** What an envelope says. */
export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly attributes: MessageAttributes;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
}

/** The JSON that SNS wraps a message in where raw delivery is off. */
export function envelope(notification: Notification): string {
  const { messageId, topicArn, subject, message, attributes, publishedAt } = notification;
  const attributeEntries = Object.entries(attributes).map(
    ([name, { DataType, StringValue, BinaryValue }]) =>
      [name, { Type: DataType, Value: StringValue ?? BinaryValue }] as const,
  );
  return JSON.stringify(
    {
      Type: 'Notification',
      MessageId: messageId,
      TopicArn: topicArn,
      ...(subject !== undefined && { Subject: subject }),
      Message: message,
      Timestamp: new Date(publishedAt).toISOString(),
      // Nobody here has Amazon's key: a consumer that checks the signature must not take this for one.
      SignatureVersion: '1',
      Signature: 'not signed by the local cloud',
      ...(attributeEntries.length > 0 && { MessageAttributes: Object.fromEntries(attributeEntries) }),
    },
    undefined,
    2,
  );
}
