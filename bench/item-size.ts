import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import { packedOrders } from '#adapters/system/packed-orders.ts';
import { sha256Digest, systemRandomness } from '#adapters/system/randomness.ts';
import type { OrderEvent } from '#contract/order-event.ts';
import { STATUS } from '#domain/delivery-status.ts';
import { emailIdOf } from '#domain/email-id.ts';
import { trackingTable } from '#test/support/tracking-table.ts';
import { type Shop, shopOrders } from './shop-orders.ts';

/**
 * The size of an email's item when its mail is delivered, with the order's content in it, over realistic orders.
 *
 * Method: the real ledgers take each order through the happy path (claim, accepted, Send event, Delivery event) on the local
 * DynamoDB, and the item is read back. Its size is what DynamoDB bills by ("Item sizes and formats"): UTF-8 bytes of names
 * and texts, raw bytes of binary, a byte per two digits and one more of numbers. What orders look like is in shop-orders.ts;
 * nothing here depends on the machine.
 *
 *   node bench/item-size.ts [orders] [seed]
 */
const [orders = '3000', seed = '1'] = process.argv.slice(2);
const KILOBYTE = 1024;

interface Measured {
  readonly shop: Shop;
  readonly lines: number;
  readonly json: number;
  readonly content: number;
  readonly item: number;
}

const table = await trackingTable();
const client = DynamoDBDocumentClient.from(new DynamoDBClient(table.clientConfig));
const sender = dynamodbSendLedger(client, table.name);
const feedback = dynamodbFeedbackLedger(client, table.name);
const draw = shopOrders(seed);
const measured: Measured[] = [];
for (let n = 0; n < Number(orders); n++) measured.push(await deliver(draw()));
client.destroy();
await table.close();
report();

async function deliver({ shop, order }: { shop: Shop; order: OrderEvent }): Promise<Measured> {
  const { orderId, emailType, customerEmail } = order;
  const emailId = emailIdOf({ orderId, emailType, resend: 1 });
  const nowMs = Date.parse(order.orderTimestamp) + 1234;
  const content = packedOrders.pack(order);
  const claimId = systemRandomness.newId();
  const contentHash = sha256Digest(JSON.stringify(order));
  await sender.claim({ emailId, orderId, emailType, customerEmail, contentHash, content, claimId, nowMs });
  // In the form of SES's ids: 60 characters.
  const messageId = `0100019abcdef012-${systemRandomness.newId().slice(0, 36)}-000000`;
  await sender.accepted({ emailId, attempt: 1, claimId }, messageId, nowMs + 120);
  for (const [after, fact] of [
    [130, { time: 'sentAt', reached: STATUS.sent }],
    [1500, { time: 'deliveredAt', reached: STATUS.delivered }],
  ] as const) {
    const at = new Date(nowMs + after).toISOString();
    await feedback.record({ emailId, attempt: 1, messageId, fact, at, nowMs: nowMs + after });
  }
  return {
    shop,
    lines: order.orderItems.length,
    json: Buffer.byteLength(JSON.stringify(order)),
    content: content.length,
    item: sizeOf((await sender.find(emailId))!),
  };
}

function sizeOf(item: object): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value),
    0,
  );
}

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === 'number') return Math.ceil(String(value).replace(/^0+|0+$/g, '').length / 2) + 1;
  if (typeof value === 'boolean') return 1;
  throw new Error(`The size of a ${typeof value} is not known.`);
}

function report(): void {
  console.log(`${orders} orders, seed ${seed}; bytes\n`);
  console.log('| orders | | p50 | p90 | p95 | p99 | largest | items within 1 KB |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const rows: [string, readonly Measured[]][] = [
    ['all', measured],
    ...(['bare', 'usual', 'complete'] as const).map((shop): [string, readonly Measured[]] => [
      `${shop} shops`,
      measured.filter((one) => one.shop === shop),
    ]),
    ['1 to 4 lines', measured.filter(({ lines }) => lines <= 4)],
    ['5 to 10 lines', measured.filter(({ lines }) => lines > 4 && lines <= 10)],
    ['over 10 lines', measured.filter(({ lines }) => lines > 10)],
  ];
  for (const [label, group] of rows) {
    row(
      `${label} (${group.length})`,
      'item',
      group.map(({ item }) => item),
      share(group),
    );
    row(
      '',
      'content, packed',
      group.map(({ content }) => content),
    );
    row(
      '',
      'order, JSON',
      group.map(({ json }) => json),
    );
  }
  histogram();
}

function row(label: string, what: string, sizes: number[], within = ''): void {
  sizes.sort((a, b) => a - b);
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))];
  console.log(`| ${label} | ${what} | ${[0.5, 0.9, 0.95, 0.99, 1].map(at).join(' | ')} | ${within} |`);
}

function share(group: readonly Measured[]): string {
  return `${((100 * group.filter(({ item }) => item <= KILOBYTE).length) / group.length).toFixed(1)} %`;
}

function histogram(): void {
  const STEP = 64;
  const counts = Map.groupBy(measured, ({ item }) => Math.min(24, Math.floor(item / STEP)));
  console.log('\nItem size, one # per half percent:\n');
  for (const step of [...counts.keys()].sort((a, b) => a - b)) {
    const { length } = counts.get(step)!;
    const label = step === 24 ? `${24 * STEP} and more` : `${step * STEP} to ${step * STEP + STEP - 1}`;
    console.log(
      `${label.padStart(14)} ${'#'.repeat(Math.round((200 * length) / measured.length))} ${length}`,
    );
  }
}
