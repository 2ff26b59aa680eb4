import { type DynamoDBDocumentClient, GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { EmailLine, EmailReader, RecentEmails } from '#app/ports.ts';
import { ORDER_ID_INDEX, type TrackingItem } from '#contract/tracking-item.ts';

/** Reads the table by its keys alone. */
export function dynamodbEmailReader(client: DynamoDBDocumentClient, table: string): EmailReader {
  const emailIdsOf = async (orderId: string): Promise<string[]> => {
    const emailIds: string[] = [];
    let after: Record<string, unknown> | undefined;
    // One page has thousands: an order has one email of each type, its shipments, and a few resends.
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: ORDER_ID_INDEX,
          KeyConditionExpression: 'orderId = :orderId',
          ExpressionAttributeValues: { ':orderId': orderId },
          ProjectionExpression: 'emailId',
          ...(after && { ExclusiveStartKey: after }),
        }),
      );
      emailIds.push(...Items.map(({ emailId }) => emailId));
      after = LastEvaluatedKey;
    } while (after);
    return emailIds;
  };

  const email = async (emailId: string): Promise<TrackingItem | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { emailId } }));
    return Item as TrackingItem | undefined;
  };

  return {
    async emailsOfOrder(orderId) {
      // The index knows which emails there are; the attributes a reader wants most are in the table alone.
      const emails = await Promise.all((await emailIdsOf(orderId)).map(email));
      return emails.filter((item) => item !== undefined);
    },
  };
}

/** Some 600 KB. */
const SCANNED_ITEMS = 2_000;

/**
 * For the local cloud only: it scans. Give it no deployed table, where each call would be billed for every item it reads
 * and would still not find the newest ones among millions. `maxItems`: how many items a call reads at most.
 */
export function scannedRecentEmails(
  client: DynamoDBDocumentClient,
  table: string,
  maxItems = SCANNED_ITEMS,
): RecentEmails {
  return {
    async recent(limit) {
      const { emails, complete } = await scan(client, table, maxItems);
      emails.sort((a, b) => b.timestamp.localeCompare(a.timestamp));
      return { emails: emails.slice(0, limit), complete };
    },
  };
}

async function scan(client: DynamoDBDocumentClient, table: string, maxItems: number) {
  const emails: EmailLine[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: 'orderId, emailType, #status, #timestamp',
        // The item of the feedback's progress has none.
        FilterExpression: 'attribute_exists(orderId)',
        // Both are reserved words.
        ExpressionAttributeNames: { '#status': 'status', '#timestamp': 'timestamp' },
        Limit: maxItems - emails.length,
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    emails.push(...(Items as EmailLine[]));
    after = LastEvaluatedKey;
  } while (after && emails.length < maxItems);
  return { emails, complete: after === undefined };
}
