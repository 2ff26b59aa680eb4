import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { recordFeedback } from '#app/record-feedback.ts';
import { METRICS, type MetricName } from '#contract/metrics.ts';
import type { DeliveryStatus, TrackingItem } from '#contract/tracking-item.ts';
import { NOW, trackingItem } from '#test/support/builders.ts';
import { type SesEventKind, sesEventBody } from '#test/support/ses-events.ts';
import { trackingTable } from '#test/support/tracking-table.ts';

/** What each event alone makes of an email, from what matters least to what matters most. */
const STATUS_OF: Readonly<Record<SesEventKind, readonly [rank: number, status: DeliveryStatus]>> = {
  subscription: [0, 'PENDING'],
  notSpam: [0, 'PENDING'],
  autoReply: [0, 'PENDING'],
  send: [1, 'SENT'],
  deliveryDelay: [2, 'DELAYED'],
  delivery: [3, 'DELIVERED'],
  open: [3, 'DELIVERED'],
  click: [3, 'DELIVERED'],
  softBounce: [4, 'BOUNCED'],
  undeterminedBounce: [4, 'BOUNCED'],
  hardBounce: [5, 'BOUNCED'],
  suppressedBounce: [6, 'SUPPRESSED'],
  suppressedComplaint: [6, 'SUPPRESSED'],
  reject: [7, 'REJECTED'],
  renderingFailure: [8, 'FAILED'],
  complaint: [9, 'COMPLAINED'],
};
const KINDS = Object.keys(STATUS_OF) as SesEventKind[];

let table: Awaited<ReturnType<typeof trackingTable>>;
let documents: DynamoDBDocumentClient;
let emails = 0;

beforeAll(async () => {
  table = await trackingTable();
  documents = DynamoDBDocumentClient.from(new DynamoDBClient(table.clientConfig));
});

afterAll(async () => {
  documents.destroy();
  await table.close();
});

/** A claimed email to which the events happen one after another, as the feedback function records them. */
async function emailAfter(kinds: readonly SesEventKind[]) {
  const orderId = `ORDER${emails++}`;
  const emailId = `${orderId}#ORDER_CONFIRMATION`;
  await documents.send(new PutCommand({ TableName: table.name, Item: trackingItem({ emailId, orderId }) }));
  const counted: MetricName[] = [];
  const quiet = () => {};
  for (const kind of kinds) {
    await recordFeedback(sesEventBody(kind, '2026-11-24T12:00:02.000Z', { emailId }), {
      ledger: dynamodbFeedbackLedger(documents, table.name),
      configurationSet: 'email-config-set-test',
      clock: { now: () => NOW, sleep: async () => {} },
      metrics: { count: (name) => void counted.push(name) },
      log: { info: quiet, warn: quiet, error: quiet },
    });
  }
  const { Item } = await documents.send(
    new GetCommand({ TableName: table.name, Key: { emailId }, ConsistentRead: true }),
  );
  return { item: Item as TrackingItem, counted };
}

test.each(KINDS)('%s alone makes of an email what it should', async (kind) => {
  expect((await emailAfter([kind])).item.status).toBe(STATUS_OF[kind][1]);
});

/** Up to five events of an email, and the same ones as they may arrive: in any order, some of them again. */
const history = fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 5 }).chain((happened) =>
  fc.record({
    happened: fc.constant(happened),
    arrived: fc
      .array(fc.constantFrom(...happened), { maxLength: 3 })
      .chain((again) =>
        fc.shuffledSubarray([...happened, ...again], { minLength: happened.length + again.length }),
      ),
  }),
);

test('every order and duplication of up to five events gives the same status, the same times and one count of each', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ happened, arrived }) => {
      const { item, counted } = await emailAfter(arrived);
      const [, status] = happened.map((kind) => STATUS_OF[kind]).reduce((a, b) => (b[0] > a[0] ? b : a));
      expect(item.status).toBe(status);
      expect(timesIn(item)).toEqual(timesIn((await emailAfter(happened)).item));
      const once = (name: MetricName) => counted.filter((one) => one === name).length;
      expect(once(METRICS.delivered)).toBe(meets(happened, ['delivery', 'open', 'click']));
      expect(once(METRICS.complaint)).toBe(meets(happened, ['complaint']));
    }),
    { numRuns: 100 },
  );
});

const timesIn = (item: TrackingItem) =>
  Object.keys(item)
    .filter((name) => name.endsWith('At'))
    .sort();

/** 1 where any of the kinds is among those that happened. */
const meets = (happened: readonly SesEventKind[], kinds: readonly SesEventKind[]) =>
  happened.some((kind) => kinds.includes(kind)) ? 1 : 0;
