import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock, FeedbackProgress } from '#app/ports.ts';
import { FEEDBACK_PROGRESS_SECONDS } from '#contract/timing.ts';
import {
  FEEDBACK_PROGRESS_ATTRIBUTE,
  FEEDBACK_PROGRESS_ID,
  TRACKING_TABLE_KEY,
} from '#contract/tracking-item.ts';

const KEY = { [TRACKING_TABLE_KEY]: FEEDBACK_PROGRESS_ID };

/**
 * Writes now and then, not with every batch: a write costs as much as one for an email. Environments overwrite each other: each
 * value is true, and they are minutes apart.
 */
export function dynamodbFeedbackProgress(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
): FeedbackProgress {
  let nextWriteMs = 0;
  return {
    async note(sentAtMs) {
      if (clock.now() < nextWriteMs) return;
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: KEY,
          UpdateExpression: 'SET #seen = :seen',
          ExpressionAttributeNames: { '#seen': FEEDBACK_PROGRESS_ATTRIBUTE },
          ExpressionAttributeValues: { ':seen': sentAtMs },
        }),
      );
      nextWriteMs = clock.now() + FEEDBACK_PROGRESS_SECONDS * 1000;
    },
  };
}

/** When the oldest message of a recent batch had been sent; 0 where feedback has never said. */
export async function readFeedbackProgress(client: DynamoDBDocumentClient, table: string): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: KEY }));
  return Item?.[FEEDBACK_PROGRESS_ATTRIBUTE] ?? 0;
}
