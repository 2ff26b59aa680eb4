import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import type { EmailArchive, FoundEmails } from '#app/ports.ts';
import { RETENTION_DAYS } from '#contract/timing.ts';
import {
  EMAIL_TYPES,
  type EmailType,
  ORDER_ID_INDEX,
  PERSONAL_ATTRIBUTES,
  type TrackingItem,
} from '#contract/tracking-item.ts';
import { STATUS } from '#domain/delivery-status.ts';
import { emailIdOf, parseEmailId } from '#domain/email-id.ts';
import { conditionalUpdate } from './conditional-update.ts';

/** The emails of the past, for operators: their own permissions decide who may. */
export function dynamodbEmailArchive(client: DynamoDBDocumentClient, table: string): EmailArchive {
  const find = async (emailId: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { emailId }, ConsistentRead: true }),
    );
    return Item as TrackingItem | undefined;
  };

  return {
    async emailsOfOrder(orderId) {
      const indexed = await indexedNumbers(client, table, orderId);
      const emails: TrackingItem[] = [];
      for (const emailType of EMAIL_TYPES) {
        // The index lags, and the first emails may have expired: what it names and what follows on that is read by key.
        const last = indexed.get(emailType) ?? 1;
        for (let resend = 1; ; resend++) {
          const email = await find(emailIdOf({ orderId, emailType, resend }));
          if (email) emails.push(email);
          else if (resend >= last) break;
        }
      }
      return emails;
    },

    async createResend({ emailId, nowMs, ...known }) {
      const now = new Date(nowMs).toISOString();
      const result = await conditionalUpdate(client, table, {
        emailId,
        set: {
          ...known,
          status: STATUS.pending.status,
          statusRank: STATUS.pending.rank,
          timestamp: now,
          requestedAt: now,
          ttl: Math.floor(nowMs / 1000) + RETENTION_DAYS * 24 * 60 * 60,
        },
        conditions: [{ attribute: 'emailId', is: 'absent' }],
      });
      return result.kind === 'updated' ? 'created' : 'taken';
    },

    async erase(emailId, nowMs) {
      const result = await conditionalUpdate(client, table, {
        emailId,
        setOnce: { erasedAt: new Date(nowMs).toISOString() },
        remove: PERSONAL_ATTRIBUTES,
        // DynamoDB may have deleted it since it was found: an update would bring back an empty one.
        conditions: [{ attribute: 'emailId', is: 'present' }],
      });
      return result.kind === 'updated' ? 'erased' : 'unknown';
    },

    emailsTo: (address) => scanIndex(client, table, address),
  };
}

/** The highest number of each type that the index knows of. */
async function indexedNumbers(client: DynamoDBDocumentClient, table: string, orderId: string) {
  const numbers = new Map<EmailType, number>();
  for await (const { Items = [] } of pages((from) =>
    client.send(
      new QueryCommand({
        TableName: table,
        IndexName: ORDER_ID_INDEX,
        KeyConditionExpression: 'orderId = :orderId',
        ExpressionAttributeValues: { ':orderId': orderId },
        ProjectionExpression: 'emailId',
        ...from,
      }),
    ),
  )) {
    for (const { emailId } of Items) {
      const known = parseEmailId(emailId);
      if (known) numbers.set(known.emailType, Math.max(known.resend, numbers.get(known.emailType) ?? 1));
    }
  }
  return numbers;
}

/**
 * Reads the index from one end to the other: an entry is a seventh of its item, and what is read is what is billed.
 * DynamoDB compares no text without its case. It can compare lengths, which leaves few addresses for us to look at.
 */
async function* scanIndex(
  client: DynamoDBDocumentClient,
  table: string,
  address: string,
): AsyncGenerator<FoundEmails> {
  const wanted = address.toLowerCase();
  for await (const { Items = [], ScannedCount = 0 } of pages((from) =>
    client.send(
      new ScanCommand({
        TableName: table,
        IndexName: ORDER_ID_INDEX,
        FilterExpression: 'size(customerEmail) = :length',
        ExpressionAttributeValues: { ':length': address.length },
        ProjectionExpression: 'orderId, customerEmail',
        ...from,
      }),
    ),
  )) {
    const emails = Items as FoundEmails['emails'][number][];
    yield {
      scanned: ScannedCount,
      emails: emails.filter(({ customerEmail }) => customerEmail.toLowerCase() === wanted),
    };
  }
}

type From = Pick<QueryCommandInput, 'ExclusiveStartKey'>;

/** Every page of a query or a scan. */
async function* pages<Page extends { LastEvaluatedKey?: Record<string, unknown> | undefined }>(
  read: (from: From) => Promise<Page>,
): AsyncGenerator<Page> {
  let from: From = {};
  for (;;) {
    const page = await read(from);
    yield page;
    if (!page.LastEvaluatedKey) return;
    from = { ExclusiveStartKey: page.LastEvaluatedKey };
  }
}
