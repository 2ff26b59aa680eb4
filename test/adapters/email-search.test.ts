import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamodbEmailSearch } from '#adapters/aws/dynamodb-email-search.ts';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import type { EmailSearch } from '#app/operator-ports.ts';
import type { FeedbackLedger, SendLedger } from '#app/ports.ts';
import { type RankedStatus, STATUS } from '#domain/delivery-status.ts';
import { NO_METER, type Use } from '#local/meter/usage.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { NOW } from '#test/support/builders.ts';
import { trackingTable } from '#test/support/tracking-table.ts';

let table: Awaited<ReturnType<typeof trackingTable>>;
let documents: DynamoDBDocumentClient;
let sender: SendLedger;
let feedback: FeedbackLedger;
let search: EmailSearch;
let used: Use[] = [];

beforeAll(async () => {
  table = await trackingTable({ meter: { ...NO_METER, count: (use) => used.push(use) } });
  documents = DynamoDBDocumentClient.from(new DynamoDBClient(table.clientConfig));
  sender = dynamodbSendLedger(documents, table.name);
  feedback = dynamodbFeedbackLedger(documents, table.name);
  search = dynamodbEmailSearch(documents, table.name);
});

beforeEach(() => {
  used = [];
});

afterAll(async () => {
  documents.destroy();
  await table.close();
});

const iso = (ms: number) => new Date(ms).toISOString();
const HOUR = 3_600_000;
const ALWAYS = { since: iso(NOW - 1000 * HOUR), until: iso(NOW + 1000 * HOUR) };
const holder = (orderId: string) => ({
  emailId: `${orderId}#ORDER_CONFIRMATION`,
  attempt: 1,
  claimId: `claim-${orderId}`,
});

async function claim(orderId: string, customerEmail = 'customer@example.com', nowMs = NOW) {
  const { emailId, claimId } = holder(orderId);
  await sender.claim({
    ...{ emailId, orderId, claimId, nowMs, customerEmail, emailType: 'ORDER_CONFIRMATION' },
    ...{ contentHash: 'hash', content: Uint8Array.of(1, 2, 3) },
  });
  return emailId;
}

async function sent(orderId: string, customerEmail?: string, nowMs = NOW) {
  await claim(orderId, customerEmail, nowMs);
  await sender.accepted(holder(orderId), 'ses-message-1', nowMs);
}

const reported = (orderId: string, reached: RankedStatus, atMs = NOW) =>
  feedback.record({
    ...{ emailId: holder(orderId).emailId, attempt: 1, messageId: 'ses-message-1', nowMs: atMs },
    ...{ fact: { time: 'bouncedAt', reached }, at: iso(atMs) },
  });

const writeUnits = () => {
  const units: Record<string, number> = {};
  for (const { kind, resource, quantity = 1 } of used) {
    if (kind.usageType === USAGE.dynamodbWrite.usageType)
      units[resource.replace(`${table.name}/index/`, '')] =
        (units[resource.replace(`${table.name}/index/`, '')] ?? 0) + quantity;
  }
  return units;
};

test('an email that is sent and delivered costs seven write units, one of them for its address', async () => {
  await sent('HAPPY', 'happy@example.com');
  await feedback.record({
    ...{ emailId: holder('HAPPY').emailId, attempt: 1, messageId: 'ses-message-1', nowMs: NOW },
    ...{ fact: { time: 'sentAt', reached: STATUS.sent }, at: iso(NOW) },
  });
  await reported('HAPPY', STATUS.delivered);
  expect(writeUnits()).toEqual({ [table.name]: 3, OrderIdIndex: 3, CustomerEmailIndex: 1 });
});

test('an email that bounces costs one more, and one that complains after that two', async () => {
  await sent('SAD', 'sad@example.com');
  await reported('SAD', STATUS.bounced);
  expect(writeUnits()).toEqual({ [table.name]: 3, OrderIdIndex: 3, CustomerEmailIndex: 1, ProblemIndex: 1 });
  used = [];
  await reported('SAD', STATUS.complained, NOW + HOUR);
  expect(writeUnits()).toEqual({ [table.name]: 1, OrderIdIndex: 1, ProblemIndex: 2 });
});

describe('by address', () => {
  test('finds what was written to it, the newest first, with the status of now', async () => {
    await sent('JANE-1', 'jane@example.com', NOW);
    await sent('JANE-2', 'jane@example.com', NOW + HOUR);
    await reported('JANE-1', STATUS.delivered, NOW + 2 * HOUR);
    await sent('JOHN-1', 'john@example.com');
    const { emails, more, requests } = await search.byAddress('jane@example.com', ALWAYS, 10);
    expect(emails.map(({ orderId, status }) => `${orderId} ${status}`)).toEqual([
      'JANE-2 SENT',
      'JANE-1 DELIVERED',
    ]);
    expect({ more, requests }).toEqual({ more: false, requests: 2 });
  });

  test('keeps to the time and the limit, and says that there is more', async () => {
    for (const n of [1, 2, 3]) await sent(`MANY-${n}`, 'many@example.com', NOW + n * HOUR);
    const span = { since: iso(NOW + HOUR), until: iso(NOW + 2 * HOUR) };
    const within = await search.byAddress('many@example.com', span, 10);
    expect(within.emails.map(({ orderId }) => orderId)).toEqual(['MANY-2', 'MANY-1']);
    const limited = await search.byAddress('many@example.com', ALWAYS, 1);
    expect(limited).toMatchObject({ emails: [{ orderId: 'MANY-3' }], more: true });
  });

  test('finds the lower-case spelling too, and an erased email no more', async () => {
    await sent('LOWER', 'lower@example.com');
    const asked = await search.byAddress('Lower@Example.com', ALWAYS, 10);
    expect(asked.emails).toHaveLength(1);
    expect((await search.byAddress('nobody@example.com', ALWAYS, 10)).emails).toEqual([]);
  });
});

describe('by status', () => {
  const LATER = NOW + 200 * HOUR;
  const span = { since: iso(LATER - HOUR), until: iso(LATER + 100 * HOUR) };
  const idsOf = async (...statuses: Parameters<EmailSearch['byProblem']>[0]) =>
    (await search.byProblem(statuses, span, 10)).emails.map(({ orderId }) => orderId);

  test('finds what has it, by when it was reached, over the days', async () => {
    await sent('B-1');
    await sent('B-2');
    await sent('C-1');
    await reported('B-1', STATUS.bounced, LATER);
    await reported('B-2', STATUS.softBounced, LATER + 50 * HOUR);
    await reported('C-1', STATUS.complained, LATER + 49 * HOUR);
    expect(await idsOf('BOUNCED')).toEqual(['B-2', 'B-1']);
    expect(await idsOf('BOUNCED', 'COMPLAINED')).toEqual(['B-2', 'C-1', 'B-1']);
    const first = await search.byProblem(['BOUNCED'], span, 1);
    expect(first).toMatchObject({ emails: [{ orderId: 'B-2', status: 'BOUNCED' }], more: true });
  });

  test('an email that went on is no longer found by what it was', async () => {
    await sent('WENT-ON');
    await reported('WENT-ON', STATUS.delayed, LATER);
    expect(await idsOf('DELAYED')).toEqual(['WENT-ON']);
    await reported('WENT-ON', STATUS.delivered, LATER + HOUR);
    expect(await idsOf('DELAYED')).toEqual([]);
    await reported('WENT-ON', STATUS.complained, LATER + 2 * HOUR);
    expect(await idsOf('COMPLAINED', 'DELAYED')).toContain('WENT-ON');
  });

  test('held and refused emails are found; a redriven one is not', async () => {
    await claim('HELD-1');
    await claim('REFUSED-1');
    await sender.held((await sender.find(holder('HELD-1').emailId))!, 'IN_DOUBT_TOO_LONG', LATER);
    await sender.refused(holder('REFUSED-1'), 'MessageRejected', LATER);
    expect(await idsOf('HELD')).toEqual(['HELD-1']);
    expect(await idsOf('FAILED')).toEqual(['REFUSED-1']);
    const previous = (await sender.find(holder('HELD-1').emailId))!;
    const { emailId } = previous;
    await sender.claimNext({ emailId, previous, claimId: 'again', nowMs: LATER, afterDoubt: false });
    expect(await idsOf('HELD')).toEqual([]);
  });
});
