import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamodbEmailArchive } from '#adapters/aws/dynamodb-email-archive.ts';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import type { EmailArchive, FeedbackLedger, SendLedger } from '#app/ports.ts';
import { ORDER_ID_INDEX, PERSONAL_ATTRIBUTES, type TrackingItem } from '#contract/tracking-item.ts';
import { STATUS } from '#domain/delivery-status.ts';
import { parseEmailId } from '#domain/email-id.ts';
import { NOW } from '#test/support/builders.ts';
import { trackingTable } from '#test/support/tracking-table.ts';

let table: Awaited<ReturnType<typeof trackingTable>>;
let documents: DynamoDBDocumentClient;
let archive: EmailArchive;
let sender: SendLedger;
let feedback: FeedbackLedger;
let orders = 0;

beforeAll(async () => {
  table = await trackingTable();
  documents = DynamoDBDocumentClient.from(new DynamoDBClient(table.clientConfig));
  archive = dynamodbEmailArchive(documents, table.name);
  sender = dynamodbSendLedger(documents, table.name);
  feedback = dynamodbFeedbackLedger(documents, table.name);
});

afterAll(async () => {
  documents.destroy();
  await table.close();
});

const content = Uint8Array.of(1, 2, 3);

/** An order of a customer that no other test has. */
function newOrder() {
  const orderId = `ORDER${orders++}`;
  const emailId = `${orderId}#ORDER_CONFIRMATION`;
  const customerEmail = `${orderId.toLowerCase()}@example.com`;
  const common = { orderId, emailType: 'ORDER_CONFIRMATION', content } as const;
  const claim = (claimId = 'mine') =>
    sender.claim({ ...common, emailId, customerEmail, contentHash: 'hash', claimId, nowMs: NOW });
  const resend = (number = 2, to = customerEmail) =>
    archive.createResend({
      ...common,
      emailId: `${emailId}#${number}`,
      customerEmail: to,
      resendOf: emailId,
      resentBy: 'support-anna',
      resendReason: 'Jane called',
      nowMs: NOW,
    });
  const item = async (id = emailId) => (await sender.find(id))!;
  const bounced = (id = emailId) =>
    feedback.record({
      emailId: id,
      attempt: 1,
      messageId: 'ses-message-1',
      fact: {
        time: 'bouncedAt',
        reached: STATUS.bounced,
        bounceType: 'Permanent',
        smtpStatus: '5.1.1',
        diagnostic: 'smtp; 550 no Jane Doe here',
      },
      at: '2026-11-24T12:00:05.000Z',
      nowMs: NOW,
    });
  return { orderId, emailId, customerEmail, claim, resend, item, bounced };
}

describe('a resend', () => {
  test('is an item that nobody has claimed, which the reader of an order finds', async () => {
    const { orderId, emailId, claim, resend, item } = newOrder();
    await claim();
    expect(await resend()).toBe('created');
    expect(await item(`${emailId}#2`)).toEqual({
      emailId: `${emailId}#2`,
      orderId,
      emailType: 'ORDER_CONFIRMATION',
      status: 'PENDING',
      statusRank: 0,
      customerEmail: `${orderId.toLowerCase()}@example.com`,
      content,
      timestamp: '2026-11-24T12:00:00.000Z',
      requestedAt: '2026-11-24T12:00:00.000Z',
      ttl: NOW / 1000 + 90 * 24 * 60 * 60,
      resendOf: emailId,
      resentBy: 'support-anna',
      resendReason: 'Jane called',
    });
    expect((await archive.emailsOfOrder(orderId)).map((email) => email.emailId)).toEqual([
      emailId,
      `${emailId}#2`,
    ]);
  });

  test('of many at once, one is made', async () => {
    const { resend } = newOrder();
    const results = await Promise.all(Array.from({ length: 10 }, () => resend()));
    expect(results.filter((result) => result === 'created')).toHaveLength(1);
  });

  test('is claimed once, keeps what it has, and is told as taken to the others', async () => {
    const { emailId, resend, item } = newOrder();
    await resend(2, 'right@example.com');
    const claim = (claimId: string) => sender.claimResend({ emailId: `${emailId}#2`, claimId, nowMs: NOW });
    expect(await claim('mine')).toEqual({ kind: 'claimed', attempt: 1 });
    expect(await claim('mine')).toEqual({ kind: 'claimed', attempt: 1 });
    expect(await claim('other')).toMatchObject({ kind: 'taken', item: { claimId: 'mine' } });
    expect(await item(`${emailId}#2`)).toMatchObject({
      sendState: 'CLAIMED',
      customerEmail: 'right@example.com',
      content,
      leaseUntil: NOW + 60_000,
    });
  });

  test('that nobody has taken up can be withdrawn, and is never claimed then', async () => {
    const { emailId, resend, item } = newOrder();
    await resend();
    const withdraw = () => archive.withdrawResend(`${emailId}#2`, NOW);
    expect(await withdraw()).toBe('withdrawn');
    // The SDK repeats what got no reply.
    expect(await withdraw()).toBe('withdrawn');
    expect(await item(`${emailId}#2`)).toMatchObject({
      ...{ sendState: 'REFUSED', reason: 'REPLACED', status: 'FAILED', problem: 'FAILED#2026-11-24' },
    });
    expect(await sender.claimResend({ emailId: `${emailId}#2`, claimId: 'mine', nowMs: NOW })).toMatchObject({
      kind: 'taken',
      item: { sendState: 'REFUSED' },
    });
  });

  test('that is taken up cannot be withdrawn, nor can what is no resend', async () => {
    const { emailId, resend, item } = newOrder();
    await resend();
    await sender.claimResend({ emailId: `${emailId}#2`, claimId: 'mine', nowMs: NOW });
    expect(await archive.withdrawResend(`${emailId}#2`, NOW)).toBe('taken-up');
    expect(await item(`${emailId}#2`)).toMatchObject({ sendState: 'CLAIMED' });
    expect(await archive.withdrawResend(emailId, NOW)).toBe('taken-up');
  });

  test('that was erased is never claimed: nothing comes back', async () => {
    const { emailId, resend, item } = newOrder();
    await resend();
    await archive.erase(`${emailId}#2`, NOW);
    await expect(
      sender.claimResend({ emailId: `${emailId}#2`, claimId: 'mine', nowMs: NOW }),
    ).rejects.toThrow('vanished');
    expect(await item(`${emailId}#2`)).not.toHaveProperty('sendState');
  });

  test('that nobody has made cannot be claimed into being', async () => {
    const { emailId } = newOrder();
    await expect(
      sender.claimResend({ emailId: `${emailId}#2`, claimId: 'mine', nowMs: NOW }),
    ).rejects.toThrow('vanished');
    expect(await sender.find(`${emailId}#2`)).toBeUndefined();
  });
});

test('what is decided on was read after every write before it: a stale look would refuse a resend just made', async () => {
  const reads: GetCommand['input'][] = [];
  const watched = Object.create(documents, {
    send: {
      value: (command: GetCommand) => {
        if (command instanceof GetCommand) reads.push(command.input);
        return documents.send(command);
      },
    },
  });
  const { orderId, emailId } = newOrder();
  await dynamodbSendLedger(watched, table.name).find(emailId);
  await dynamodbEmailArchive(watched, table.name).emailsOfOrder(orderId);
  expect(reads.length).toBeGreaterThan(1);
  expect(reads.every(({ ConsistentRead }) => ConsistentRead)).toBe(true);
});

describe('the emails of an order', () => {
  test('are found by their keys where the index is behind', async () => {
    const { orderId, emailId, claim, resend } = newOrder();
    await claim();
    for (const number of [2, 3, 4]) await resend(number);
    const blind = Object.create(documents, {
      send: {
        value: (command: unknown) =>
          command instanceof QueryCommand
            ? Promise.resolve({ Items: [] })
            : documents.send(command as GetCommand),
      },
    });
    const found = await dynamodbEmailArchive(blind, table.name).emailsOfOrder(orderId);
    expect(found.map((email) => email.emailId)).toEqual([
      emailId,
      ...[2, 3, 4].map((number) => `${emailId}#${number}`),
    ]);
  });

  test('are found where the first ones have expired', async () => {
    const { orderId, emailId, resend } = newOrder();
    await resend(3);
    expect((await archive.emailsOfOrder(orderId)).map((email) => email.emailId)).toEqual([`${emailId}#3`]);
  });

  test('are those of every type, shipment and refund, each with its resends', async () => {
    const { orderId, emailId, claim, resend } = newOrder();
    await claim();
    await resend();
    const later = ['ORDER_SHIPPED:S-1', 'ORDER_SHIPPED:S-2', 'ORDER_CANCELLED', 'ORDER_REFUNDED:R-1'].map(
      (end) => `${orderId}#${end}`,
    );
    for (const id of later) {
      const { emailType } = parseEmailId(id)!;
      await sender.claim({
        ...{ emailId: id, orderId, emailType, customerEmail: 'customer@example.com' },
        ...{ contentHash: 'hash', content, claimId: 'mine', nowMs: NOW },
      });
    }
    const found = (await archive.emailsOfOrder(orderId)).map((email) => email.emailId);
    expect(found.toSorted()).toEqual([emailId, `${emailId}#2`, ...later].toSorted());
    expect(found.indexOf(`${emailId}#2`)).toBe(found.indexOf(emailId) + 1);
  });

  test('are none where an order is not known, and strange items are left alone', async () => {
    const Item = { emailId: 'strange', orderId: 'STRANGE', timestamp: 'x' };
    await documents.send(new PutCommand({ TableName: table.name, Item }));
    expect(await archive.emailsOfOrder('STRANGE')).toEqual([]);
  });
});

describe('an erasure', () => {
  test('removes the personal data, from the index as well, and nothing else', async () => {
    const { orderId, emailId, claim, bounced, item } = newOrder();
    await claim();
    await bounced();
    const before = await item();
    expect(before).toMatchObject({ diagnostic: 'smtp; 550 no Jane Doe here', content });
    expect(await archive.erase(emailId, NOW)).toBe('erased');

    const kept = Object.entries(before).filter(([name]) => !PERSONAL_ATTRIBUTES.some((one) => one === name));
    expect(await item()).toEqual({ ...Object.fromEntries(kept), erasedAt: '2026-11-24T12:00:00.000Z' });
    const { Items } = await documents.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: ORDER_ID_INDEX,
        KeyConditionExpression: 'orderId = :orderId',
        ExpressionAttributeValues: { ':orderId': orderId },
      }),
    );
    expect(Items).toMatchObject([{ emailId, status: 'BOUNCED' }]);
    expect(JSON.stringify(Items)).not.toContain('@');
  });

  test('keeps the time of the first one', async () => {
    const { emailId, claim, item } = newOrder();
    await claim();
    await archive.erase(emailId, NOW);
    await archive.erase(emailId, NOW + 1000);
    expect(await item()).toMatchObject({ erasedAt: '2026-11-24T12:00:00.000Z' });
  });

  test('makes no item where there is none any more', async () => {
    expect(await archive.erase('GONE#ORDER_CONFIRMATION', NOW)).toBe('unknown');
    expect(await sender.find('GONE#ORDER_CONFIRMATION')).toBeUndefined();
  });

  test('does not make the order new: it is known, and its sender goes on', async () => {
    const { emailId, claim, item } = newOrder();
    await claim();
    await archive.erase(emailId, NOW);
    expect(await claim('another')).toMatchObject({ kind: 'taken', item: { sendState: 'CLAIMED' } });
    const holder = { emailId, attempt: 1, claimId: 'mine' };
    expect(await sender.retryLater(holder, 'Throttling', NOW)).toBe('recorded');
    const previous = await item();
    const next = await sender.claimNext({
      emailId,
      previous,
      claimId: 'next',
      nowMs: NOW,
      afterDoubt: false,
    });
    expect(next).toEqual({ kind: 'claimed', attempt: 2 });
    expect(await sender.accepted({ emailId, attempt: 2, claimId: 'next' }, 'ses-message-1', NOW)).toBe(
      'recorded',
    );
    expectNothingPersonal(await item());
  });

  test('outlasts feedback: its status is recorded, what the mail server said is not', async () => {
    const { emailId, claim, bounced, item } = newOrder();
    await claim();
    await archive.erase(emailId, NOW);
    expect(await bounced()).toBe('recorded');
    expect(await bounced()).toBe('known');
    expect(await item()).toMatchObject({ status: 'BOUNCED', smtpStatus: '5.1.1', bounceType: 'Permanent' });
    expectNothingPersonal(await item());
  });

  test('of feedback that nobody claimed does not keep a genuine first mail back', async () => {
    const { emailId, claim, bounced, item } = newOrder();
    await bounced();
    await archive.erase(emailId, NOW);
    expect(await claim()).toEqual({ kind: 'claimed', attempt: 1 });
    expect(await item()).toMatchObject({ sendState: 'CLAIMED', content });
    expect(await item()).not.toHaveProperty('erasedAt');
  });
});

describe('the search for an address', () => {
  test('finds it whatever its case, page by page, and nobody else', async () => {
    const [one, two, other] = [newOrder(), newOrder(), newOrder()];
    const to = 'Jane.Roe@Example.com';
    await one.resend(2, to);
    await two.resend(2, to.toUpperCase());
    await other.resend(2, 'June.Roe@Example.com');
    const found = [];
    let scanned = 0;
    for await (const page of archive.emailsTo('jane.roe@example.COM')) {
      scanned += page.scanned;
      found.push(...page.emails);
    }
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        { orderId: one.orderId, customerEmail: to },
        { orderId: two.orderId, customerEmail: to.toUpperCase() },
      ]),
    );
    expect(scanned).toBeGreaterThanOrEqual(3);
  });

  test('reads on where a page ends', async () => {
    const { orderId, resend, customerEmail } = newOrder();
    await resend();
    const small = Object.create(documents, {
      send: {
        value: (command: { input: object }) => {
          Object.assign(command.input, { Limit: 1 });
          return documents.send(command as GetCommand);
        },
      },
    });
    const found = [];
    for await (const page of dynamodbEmailArchive(small, table.name).emailsTo(customerEmail)) {
      expect(page.scanned).toBeLessThanOrEqual(1);
      found.push(...page.emails);
    }
    expect(found).toEqual([{ orderId, customerEmail }]);
  });
});

function expectNothingPersonal(item: TrackingItem): void {
  for (const name of PERSONAL_ATTRIBUTES) expect(item).not.toHaveProperty(name);
  expect(JSON.stringify(item)).not.toMatch(/@|Jane/);
}
