import type { Content } from './message-store.ts';

/** A message as a consumer gets it. Times are milliseconds since the epoch. */
export interface ReceivedMessage extends Content {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  /** This receive counted. */
  readonly receiveCount: number;
  /** The queue it was moved from by its redrive policy, if this is a dead-letter queue and it was. */
  readonly deadLetterSourceArn: string | undefined;
}

/** Its system attributes as the API and Lambda events spell them. */
export function systemAttributesOf(message: ReceivedMessage): Record<string, string> {
  return {
    ...message.systemAttributes,
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    SentTimestamp: String(message.sentAt),
    ...(message.deadLetterSourceArn && { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
}
