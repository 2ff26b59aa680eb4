import { CreateTableCommand, DynamoDBClient, type GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamodbEmailSearch } from '#adapters/aws/dynamodb-email-search.ts';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import { STATUS } from '#domain/delivery-status.ts';
import { problemOf } from '#domain/problem.ts';
import { NO_METER, type Use } from '#local/meter/usage.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { trackingItem } from '#test/support/builders.ts';
import { tableDefinition, trackingTable } from '#test/support/tracking-table.ts';

/**
 * What an index costs an email that is sent and delivered, and what a search costs, in units and requests as the local cloud
 * meters them ("Using global secondary indexes in DynamoDB"; "DynamoDB item sizes and formats").
 *
 * Method: the real ledgers take an email through the happy path (claim, accepted, Send event, Delivery event) on a table with the
 * index in question beside the table's own key; then the real search looks in a table of `emails` emails over 90 days, one in
 * twenty bounced, ten to a customer. Units depend on nothing of the machine; times do.
 *
 *   node bench/search.ts [emails]
 */
const EMAILS = Number(process.argv[2] ?? 20_000);
const NOW = Date.parse('2026-11-24T12:00:00Z');
const DAY = 86_400_000;

let used: Use[] = [];
const served = await trackingTable({ meter: { ...NO_METER, count: (use) => used.push(use) } });
const client = DynamoDBDocumentClient.from(new DynamoDBClient(served.clientConfig));

console.log('write units of an email that is sent and delivered');
for (const [what, indexes] of CANDIDATES()) {
  const name = `bench-${what.replaceAll(/\W+/g, '-')}`;
  await client.send(new CreateTableCommand(definition(name, indexes)));
  used = [];
  await happyPath(name);
  const units = sum(USAGE.dynamodbWrite.usageType);
  console.log(`  ${String(units).padStart(2)}  ${what}${indexes.length > 0 ? ` (+${units - 3})` : ''}`);
}

await fill();
console.log(`\nsearch among ${EMAILS.toLocaleString('en-US')} emails`);
const search = dynamodbEmailSearch(client, served.name);
const span = (days: number) => ({
  since: new Date(NOW - days * DAY).toISOString(),
  until: new Date(NOW).toISOString(),
});
await report('by address, 90 days', () => search.byAddress('c7@example.com', span(90), 50));
await report('bounced, a day', () => search.byProblem(['BOUNCED'], span(1), 50));
await report('any problem, a day', () =>
  search.byProblem(
    ['BOUNCED', 'COMPLAINED', 'HELD', 'FAILED', 'DELAYED', 'REJECTED', 'SUPPRESSED'],
    span(1),
    50,
  ),
);
await report('bounced, 90 days, 50 newest', () => search.byProblem(['BOUNCED'], span(90), 50));
await report('bounced, 90 days, 1,000 newest', () => search.byProblem(['BOUNCED'], span(90), 1_000));
client.destroy();
await served.close();

function CANDIDATES(): [string, GlobalSecondaryIndex[]][] {
  const [order, address, problem] = tableDefinition('x').GlobalSecondaryIndexes!;
  const index = (IndexName: string, hash: string, included: string[] = []): GlobalSecondaryIndex => ({
    IndexName,
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: 'timestamp', KeyType: 'RANGE' },
    ],
    Projection:
      included.length > 0
        ? { ProjectionType: 'INCLUDE', NonKeyAttributes: included }
        : { ProjectionType: 'KEYS_ONLY' },
  });
  return [
    ['the table alone', []],
    ['OrderIdIndex', [order!]],
    ['CustomerEmailIndex, keys only', [address!]],
    ['ProblemIndex, keys only', [problem!]],
    ['all three: as deployed', [order!, address!, problem!]],
    ['by address, with the status', [index('Alternative', 'customerEmail', ['status'])]],
    // An attribute that never changes, as a day and shard would be.
    ['every email by day, keys only', [index('Alternative', 'emailType')]],
    ['every email by day, with the status', [index('Alternative', 'emailType', ['status'])]],
    ['every email by status, keys only', [index('Alternative', 'status')]],
  ];
}

function definition(name: string, indexes: readonly GlobalSecondaryIndex[]) {
  const keys = new Set([
    'emailId',
    ...indexes.flatMap(({ KeySchema }) => KeySchema!.map((key) => key.AttributeName!)),
  ]);
  return {
    ...tableDefinition(name),
    AttributeDefinitions: [...keys].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    GlobalSecondaryIndexes: indexes.length > 0 ? [...indexes] : undefined,
  };
}

async function happyPath(table: string): Promise<void> {
  const sender = dynamodbSendLedger(client, table);
  const feedback = dynamodbFeedbackLedger(client, table);
  const emailId = 'ORDER123456#ORDER_CONFIRMATION';
  await sender.claim({
    ...{
      emailId,
      orderId: 'ORDER123456',
      emailType: 'ORDER_CONFIRMATION',
      customerEmail: 'customer@example.com',
    },
    ...{ contentHash: 'hash', content: new Uint8Array(214), claimId: 'claim', nowMs: NOW },
  });
  await sender.accepted({ emailId, attempt: 1, claimId: 'claim' }, 'message', NOW);
  for (const fact of [
    { time: 'sentAt', reached: STATUS.sent },
    { time: 'deliveredAt', reached: STATUS.delivered },
  ] as const) {
    const at = new Date(NOW + 1_000).toISOString();
    await feedback.record({ emailId, attempt: 1, messageId: 'message', fact, at, nowMs: NOW });
  }
}

async function fill(): Promise<void> {
  for (let from = 0; from < EMAILS; from += 25) {
    const Items = Array.from({ length: Math.min(25, EMAILS - from) }, (_, n) => item(from + n));
    await client.send(
      new BatchWriteCommand({
        RequestItems: { [served.name]: Items.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
  }
}

function item(n: number) {
  const at = new Date(NOW - (n / EMAILS) * 90 * DAY).toISOString();
  const status = n % 20 === 0 ? 'BOUNCED' : 'DELIVERED';
  return trackingItem({
    ...{ emailId: `ORDER${n}#ORDER_CONFIRMATION`, orderId: `ORDER${n}`, timestamp: at, status },
    ...{ customerEmail: `c${n % (EMAILS / 10)}@example.com`, content: new Uint8Array(214) },
    ...problemOf(status, at),
  });
}

async function report(
  what: string,
  run: () => Promise<{ readonly emails: readonly unknown[]; readonly requests: number }>,
) {
  used = [];
  const startedAt = performance.now();
  const { emails, requests } = await run();
  const ms = performance.now() - startedAt;
  const units = sum(USAGE.dynamodbRead.usageType);
  console.log(
    `  ${what.padEnd(32)} ${String(emails.length).padStart(5)} found  ${String(requests).padStart(3)} requests  ${units} read units  ${ms.toFixed(0)} ms`,
  );
}

function sum(usageType: string): number {
  return used
    .filter(({ kind }) => kind.usageType === usageType)
    .reduce((total, { quantity = 1 }) => total + quantity, 0);
}
