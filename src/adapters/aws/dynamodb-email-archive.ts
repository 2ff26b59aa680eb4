import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import type { EmailArchive, FoundEmails } from '#app/ports.ts';
import { REQUIRED_PART } from '#contract/order-event.ts';
import { RETENTION_DAYS } from '#contract/timing.ts';
import {
  EMAIL_TYPES,
  ORDER_ID_INDEX,
  PERSONAL_ATTRIBUTES,
  type TrackingItem,
} from '#contract/tracking-item.ts';
import { STATUS } from '#domain/delivery-status.ts';
import { emailIdOf, parseEmailId } from '#domain/email-id.ts';
import { problemOf } from '#domain/problem.ts';
import { REPLACED } from '#domain/resend.ts';
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
      const firsts = new Map(
        WITHOUT_PARTS.map((emailType) => [emailIdOf({ orderId, emailType, resend: 1 }), 1]),
      );
      for (const [first, resend] of await indexedNumbers(client, table, orderId)) firsts.set(first, resend);
      const emails: TrackingItem[] = [];
      for (const [first, last] of firsts) {
        // The index lags, and the first emails may have expired: what it names and what follows on that is read by key.
        const identity = parseEmailId(first)!;
        for (let resend = 1; ; resend++) {
          const email = await find(emailIdOf({ ...identity, resend }));
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

    async withdrawResend(emailId, nowMs) {
      const now = new Date(nowMs).toISOString();
      const result = await conditionalUpdate(client, table, {
        emailId,
        set: {
          sendState: 'REFUSED',
          reason: REPLACED,
          status: STATUS.failed.status,
          statusRank: STATUS.failed.rank,
          failedAt: now,
          ...problemOf(STATUS.failed.status, now),
        },
        conditions: [
          { attribute: 'requestedAt', is: 'present' },
          { attribute: 'sendState', is: 'absent' },
        ],
      });
      // The SDK repeats a write whose reply was lost, and so does whoever asks again.
      const done = result.kind === 'updated' || result.item.reason === REPLACED;
      return done ? 'withdrawn' : 'taken-up';
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

/** Whose ids the order's own says all of. A shipment or a refund is found by the index alone, seconds after it was mailed. */
const WITHOUT_PARTS = EMAIL_TYPES.filter((emailType) => !(emailType in REQUIRED_PART));

/** The highest number of each email that the index knows of, by the id of its first sending. */
async function indexedNumbers(client: DynamoDBDocumentClient, table: string, orderId: string) {
  const numbers = new Map<string, number>();
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
      if (!known) continue;
      const first = emailIdOf({ ...known, resend: 1 });
      numbers.set(first, Math.max(known.resend, numbers.get(first) ?? 1));
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
