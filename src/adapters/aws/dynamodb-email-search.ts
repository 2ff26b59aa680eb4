import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { EmailSearch, FoundEmail, TimeSpan } from '#app/operator-ports.ts';
import {
  ADDRESS_INDEX,
  ADDRESS_INDEX_KEYS,
  PROBLEM_INDEX,
  PROBLEM_INDEX_KEYS,
  type TrackingItem,
} from '#contract/tracking-item.ts';
import { parseEmailId } from '#domain/email-id.ts';
import { problemKey, problemStatusOf } from '#domain/problem.ts';

/** Of BatchGetItem ("DynamoDB API reference"). */
const MAX_BATCH = 100;

/** Partitions of one day are asked for at once, days one after the other: the newest are wanted first. */
export function dynamodbEmailSearch(client: DynamoDBDocumentClient, table: string): EmailSearch {
  const newest = async (index: IndexKeys, partition: string, { since, until }: TimeSpan, limit: number) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index.name,
        KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :since AND :until',
        ExpressionAttributeNames: { '#partition': index.partition, '#sort': index.sort },
        ExpressionAttributeValues: { ':partition': partition, ':since': since, ':until': until },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return { items: Items as TrackingItem[], more: LastEvaluatedKey !== undefined };
  };

  return {
    async byAddress(address, span, limit) {
      const spellings = [...new Set([address, address.toLowerCase()])];
      const pages = await Promise.all(spellings.map((one) => newest(ADDRESSES, one, span, limit)));
      const keys = newestFirst(
        pages.flatMap(({ items }) => items),
        'timestamp',
      );
      const wanted = keys.slice(0, limit).map(({ emailId }) => emailId);
      const { items, requests } = await readAll(client, table, wanted);
      return {
        emails: newestFirst(items, 'timestamp').map((item) => found(item, item.timestamp)),
        more: keys.length > limit || pages.some(({ more }) => more),
        requests: spellings.length + requests,
      };
    },

    async byProblem(statuses, span, limit) {
      const emails: FoundEmail[] = [];
      let requests = 0;
      let more = false;
      for (const day of daysBackwards(span)) {
        // One more than wanted says whether there are more.
        if (emails.length > limit) break;
        const pages = await Promise.all(
          statuses.map((status) => newest(PROBLEMS, problemKey(status, day), span, limit + 1)),
        );
        requests += statuses.length;
        more ||= pages.some((page) => page.more);
        const items = newestFirst(
          pages.flatMap((page) => page.items),
          'problemAt',
        );
        emails.push(...items.flatMap(foundProblem));
      }
      return { emails: emails.slice(0, limit), more: more || emails.length > limit, requests };
    },
  };
}

interface IndexKeys {
  readonly name: string;
  readonly partition: string;
  readonly sort: string;
}

const ADDRESSES: IndexKeys = { name: ADDRESS_INDEX, ...ADDRESS_INDEX_KEYS };
const PROBLEMS: IndexKeys = { name: PROBLEM_INDEX, ...PROBLEM_INDEX_KEYS };

function newestFirst(items: readonly TrackingItem[], time: 'timestamp' | 'problemAt'): TrackingItem[] {
  return items.toSorted((a, b) => (b[time] ?? '').localeCompare(a[time] ?? ''));
}

/** The index knows the keys alone; the status is in the table. What has expired in between is left out. */
async function readAll(client: DynamoDBDocumentClient, table: string, emailIds: readonly string[]) {
  const items: TrackingItem[] = [];
  let requests = 0;
  let left = emailIds.map((emailId) => ({ emailId }));
  while (left.length > 0) {
    const [batch, rest] = [left.slice(0, MAX_BATCH), left.slice(MAX_BATCH)];
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(
      new BatchGetCommand({
        RequestItems: {
          [table]: {
            Keys: batch,
            ProjectionExpression: 'emailId, orderId, emailType, #status, #timestamp',
            ExpressionAttributeNames: { '#status': 'status', '#timestamp': 'timestamp' },
          },
        },
      }),
    );
    requests++;
    items.push(...((Responses[table] ?? []) as TrackingItem[]));
    left = [...((UnprocessedKeys[table]?.Keys ?? []) as typeof batch), ...rest];
  }
  return { items, requests };
}

function found({ emailId, orderId, emailType, status }: TrackingItem, at: string): FoundEmail {
  return { emailId, orderId, emailType, status, at };
}

/** An email's id and its keys in the index say all that a line shows. */
function foundProblem({ emailId, problem = '', problemAt = '' }: TrackingItem): FoundEmail[] {
  const identity = parseEmailId(emailId);
  if (!identity) return [];
  const { orderId, emailType } = identity;
  return [{ emailId, orderId, emailType, status: problemStatusOf(problem), at: problemAt }];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The days of a span, the last one first. */
function* daysBackwards({ since, until }: TimeSpan): Generator<string> {
  const first = since.slice(0, 10);
  for (let day = until.slice(0, 10); day >= first; ) {
    yield day;
    day = new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
  }
}
