import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { dynamodbFeedbackProgress, readFeedbackProgress } from '#adapters/aws/dynamodb-feedback-progress.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import type { FeedbackLedger, SendLedger } from '#app/ports.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { decideClaim } from '#domain/claim.ts';
import { type Fact, STATUS } from '#domain/delivery-status.ts';
import { NOW } from '#test/support/builders.ts';
import { trackingTable } from '#test/support/tracking-table.ts';

let table: Awaited<ReturnType<typeof trackingTable>>;
let documents: DynamoDBDocumentClient;
let sender: SendLedger;
let feedback: FeedbackLedger;
let orders = 0;

beforeAll(async () => {
  table = await trackingTable();
  documents = DynamoDBDocumentClient.from(new DynamoDBClient(table.clientConfig));
  sender = dynamodbSendLedger(documents, table.name);
  feedback = dynamodbFeedbackLedger(documents, table.name);
});

afterAll(async () => {
  documents.destroy();
  await table.close();
});

/** An email of an order that no other test has. */
function newEmail() {
  const orderId = `ORDER${orders++}`;
  const emailId = `${orderId}#ORDER_CONFIRMATION`;
  const claim = (claimId: string) =>
    sender.claim({
      emailId,
      orderId,
      emailType: 'ORDER_CONFIRMATION',
      customerEmail: 'customer@example.com',
      contentHash: 'hash',
      content: Uint8Array.of(1, 2, 3),
      claimId,
      nowMs: NOW,
    });
  const happened = (fact: Fact, attempt = 1) =>
    feedback.record({
      emailId,
      attempt,
      messageId: 'ses-message-1',
      fact,
      at: '2026-11-24T12:00:05.000Z',
      nowMs: NOW,
    });
  const item = async (): Promise<TrackingItem> => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table.name, Key: { emailId }, ConsistentRead: true }),
    );
    return Item as TrackingItem;
  };
  const holder = (claimId: string, attempt = 1) => ({ emailId, attempt, claimId });
  return { emailId, claim, happened, item, holder };
}

const sent: Fact = { time: 'sentAt', reached: STATUS.sent };
const delivered: Fact = { time: 'deliveredAt', reached: STATUS.delivered };
const bounced: Fact = {
  time: 'bouncedAt',
  reached: STATUS.bounced,
  bounceType: 'Permanent',
  smtpStatus: '5.1.1',
};

describe('claims', () => {
  test('of many senders at once, one wins, and the others see its claim', async () => {
    const { claim } = newEmail();
    const results = await Promise.all(Array.from({ length: 10 }, (_, n) => claim(`claim-${n}`)));
    const winners = results.flatMap((result, n) => (result.kind === 'claimed' ? [`claim-${n}`] : []));
    expect(winners).toHaveLength(1);
    const others = results.filter((result) => result.kind === 'taken');
    expect(new Set(others.map(({ item }) => item.claimId))).toEqual(new Set(winners));
  });

  test('a claim that the client repeats is recognized as our own', async () => {
    const { claim } = newEmail();
    await claim('mine');
    expect(await claim('mine')).toEqual({ kind: 'claimed', attempt: 1 });
  });

  test('an item keeps what a reader wants, with a time to live in seconds', async () => {
    const { claim, item } = newEmail();
    await claim('mine');
    expect(await item()).toMatchObject({
      status: 'PENDING',
      statusRank: 0,
      timestamp: '2026-11-24T12:00:00.000Z',
      leaseUntil: NOW + 60_000,
      doubtUntil: NOW + 900_000,
      ttl: NOW / 1000 + 90 * 24 * 60 * 60,
    });
  });

  test('feedback that came first never blocks the first claim, and is no evidence for it', async () => {
    const { claim, happened, item } = newEmail();
    await happened(delivered);
    expect(await claim('mine')).toEqual({ kind: 'claimed', attempt: 1 });
    expect(await item()).not.toHaveProperty('evidenceAttempt');
  });

  test('what feedback knew before the first claim is of an earlier email, and shows no more', async () => {
    const { claim, happened, item, emailId } = newEmail();
    for (const fact of [delivered, bounced]) await happened(fact);
    await claim('mine');
    expect(await item()).toMatchObject({ status: 'PENDING', statusRank: 0, timestamp: expect.any(String) });
    for (const attribute of ['deliveredAt', 'bouncedAt', 'bounceType', 'smtpStatus', 'messageId'])
      expect(await item()).not.toHaveProperty(attribute);
    // A status that outlived its email would stay here for good: no event of the new one could outrank it.
    await sender.held(await item(), 'RECEIVES_USED_UP', NOW);
    await happened(delivered);
    expect(await item()).toMatchObject({ emailId, status: 'DELIVERED' });
  });

  test('the next attempt needs the state it was decided on', async () => {
    const { claim, emailId, item } = newEmail();
    await claim('first');
    const previous = await item();
    const next = (claimId: string) =>
      sender.claimNext({ emailId, previous, claimId, nowMs: NOW, afterDoubt: true });
    expect(await next('second')).toEqual({ kind: 'claimed', attempt: 2 });
    expect(await next('third')).toMatchObject({ kind: 'taken', item: { attempt: 2, claimId: 'second' } });
    expect(await next('second')).toEqual({ kind: 'claimed', attempt: 2 });
    expect(await item()).toMatchObject({ possibleDuplicate: true, doubtedAttempts: 1 });
  });

  test('evidence that arrives meanwhile stops the next attempt', async () => {
    const { claim, emailId, item, happened } = newEmail();
    await claim('first');
    const previous = await item();
    await happened(sent);
    const next = await sender.claimNext({
      emailId,
      previous,
      claimId: 'second',
      nowMs: NOW,
      afterDoubt: true,
    });
    expect(next).toMatchObject({ kind: 'taken', item: { evidenceAttempt: 1 } });
  });
});

describe('outcomes', () => {
  test('an acceptance is final, also when its own write is repeated', async () => {
    const { claim, holder, item } = newEmail();
    await claim('mine');
    expect(await sender.accepted(holder('mine'), 'ses-message-1', NOW)).toBe('recorded');
    expect(await sender.accepted(holder('mine'), 'ses-message-1', NOW)).toBe('recorded');
    expect(await item()).toMatchObject({ sendState: 'ACCEPTED', status: 'SENT', messageId: 'ses-message-1' });
    expect(await item()).not.toHaveProperty('leaseUntil');
  });

  test('only the holder writes', async () => {
    const { claim, holder, item } = newEmail();
    await claim('mine');
    for (const stranger of [holder('not mine'), holder('mine', 2)]) {
      expect(await sender.accepted(stranger, 'ses-message-1', NOW)).toBe('superseded');
      expect(await sender.retryLater(stranger, 'Throttling', NOW)).toBe('superseded');
      expect(await sender.refused(stranger, 'MessageRejected', NOW)).toBe('superseded');
    }
    expect(await item()).toMatchObject({ sendState: 'CLAIMED', status: 'PENDING' });
  });

  test('a refusal lowers no worse status', async () => {
    const { claim, holder, happened, item } = newEmail();
    await claim('mine');
    await happened({ time: 'complainedAt', reached: STATUS.complained });
    expect(await sender.refused(holder('mine'), 'MessageRejected', NOW)).toBe('recorded');
    expect(await item()).toMatchObject({
      sendState: 'REFUSED',
      status: 'COMPLAINED',
      statusRank: 70,
      failedAt: '2026-11-24T12:00:00.000Z',
    });
  });

  test('a refusal is recorded also when its own write is repeated', async () => {
    const { claim, holder, item } = newEmail();
    await claim('mine');
    expect(await sender.refused(holder('mine'), 'MessageRejected', NOW)).toBe('recorded');
    expect(await sender.refused(holder('mine'), 'MessageRejected', NOW)).toBe('recorded');
    expect(await item()).toMatchObject({ sendState: 'REFUSED', status: 'FAILED' });
  });

  test('feedback that was faster keeps its status', async () => {
    const { claim, holder, happened, item } = newEmail();
    await claim('mine');
    await happened(delivered);
    expect(await sender.accepted(holder('mine'), 'ses-message-1', NOW)).toBe('recorded');
    expect(await item()).toMatchObject({ sendState: 'ACCEPTED', status: 'DELIVERED' });
  });

  test('held is shown until evidence says better, and a redrive begins its attempts anew', async () => {
    const { claim, emailId, happened, item } = newEmail();
    await claim('mine');
    expect(await sender.held(await item(), 'ATTEMPTS_USED_UP', NOW)).toBe('recorded');
    expect(await item()).toMatchObject({ sendState: 'HELD', status: 'HELD' });
    await sender.claimNext({
      emailId,
      previous: await item(),
      claimId: 'second',
      nowMs: NOW,
      afterDoubt: true,
    });
    expect(await item()).toMatchObject({ status: 'PENDING', doubtedAttempts: 0, attempt: 2 });
    await happened(delivered, 2);
    expect(await sender.adoptEvidence(await item(), 2)).toBe('recorded');
    expect(await item()).toMatchObject({ sendState: 'ACCEPTED', status: 'DELIVERED' });
  });
});

describe('a held email keeps', () => {
  const held = async (refuse: boolean) => {
    const email = newEmail();
    await email.claim('mine');
    if (refuse) await sender.retryLater(email.holder('mine'), 'SendingPausedException', NOW);
    await sender.held(await email.item(), 'WAITED_TOO_LONG', NOW);
    const redriven = await email.item();
    return { ...email, decision: decideClaim(redriven, 'next', NOW + 1), redriven };
  };

  test('the doubt that was open', async () => {
    const { decision } = await held(false);
    expect(decision).toEqual({ kind: 'wait', untilMs: NOW + 900_000 });
  });

  test('none where SES had certainly refused: its next attempt is no possible duplicate', async () => {
    const { decision, redriven, emailId, item } = await held(true);
    expect(decision).toEqual({ kind: 'retry' });
    await sender.claimNext({
      emailId,
      previous: { ...redriven, doubtedAttempts: 4 },
      claimId: 'next',
      nowMs: NOW + 1,
      afterDoubt: false,
    });
    expect(await item()).toMatchObject({ status: 'PENDING', sendState: 'CLAIMED', doubtedAttempts: 0 });
    expect(await item()).not.toHaveProperty('possibleDuplicate');
  });
});

describe('feedback', () => {
  test('the highest rank wins in every order, and every time is kept', async () => {
    for (const order of permutations([sent, delivered, bounced])) {
      const { happened, item } = newEmail();
      for (const fact of [...order, ...order]) await happened(fact);
      const at = '2026-11-24T12:00:05.000Z';
      expect(await item()).toMatchObject({
        status: 'BOUNCED',
        smtpStatus: '5.1.1',
        sentAt: at,
        deliveredAt: at,
        bouncedAt: at,
      });
    }
  });

  test('what is said again is known', async () => {
    const { claim, holder, happened } = newEmail();
    await claim('mine');
    await sender.accepted(holder('mine'), 'ses-message-1', NOW);
    const results = [];
    for (const fact of [sent, delivered, delivered, bounced, delivered]) results.push(await happened(fact));
    expect(results).toEqual(['known', 'recorded', 'known', 'recorded', 'known']);
  });

  test('of copies that come at once, one is news, also where something worse is known', async () => {
    const { claim, holder, happened, item } = newEmail();
    await claim('mine');
    await sender.accepted(holder('mine'), 'ses-message-1', NOW);
    await happened({ time: 'complainedAt', reached: STATUS.complained });
    const results = await Promise.all(Array.from({ length: 5 }, () => happened(delivered)));
    expect(results.filter((result) => result === 'recorded')).toHaveLength(1);
    expect(await item()).toMatchObject({ status: 'COMPLAINED', deliveredAt: '2026-11-24T12:00:05.000Z' });
  });

  test('a worse bounce replaces all that a milder one said', async () => {
    const { happened, item } = newEmail();
    await happened({
      time: 'bouncedAt',
      reached: STATUS.softBounced,
      bounceType: 'Transient',
      bounceSubType: 'MailboxFull',
    });
    await happened(bounced);
    expect(await item()).toMatchObject({ bounceType: 'Permanent' });
    expect(await item()).not.toHaveProperty('bounceSubType');
  });

  test('a reply that is no bounce is noted and changes nothing', async () => {
    const { happened, item } = newEmail();
    await happened(delivered);
    await happened({ time: 'autoRepliedAt' });
    expect(await item()).toMatchObject({ status: 'DELIVERED', autoRepliedAt: '2026-11-24T12:00:05.000Z' });
  });

  test('an email nobody knows is kept for days, not months', async () => {
    const { happened, item } = newEmail();
    await happened(delivered);
    expect(await item()).toMatchObject({
      orderId: expect.stringMatching(/^ORDER\d+$/),
      ttl: NOW / 1000 + 7 * 24 * 60 * 60,
    });
  });
});

test('the progress of feedback is noted now and then, and is no email', async () => {
  let now = NOW;
  const clock = { now: () => now, sleep: async () => {} };
  const progress = dynamodbFeedbackProgress(documents, table.name, clock);
  expect(await readFeedbackProgress(documents, table.name)).toBe(0);
  await progress.note(1);
  now += 60_000;
  await progress.note(2);
  expect(await readFeedbackProgress(documents, table.name)).toBe(1);
  now += 240_000;
  await progress.note(3);
  expect(await readFeedbackProgress(documents, table.name)).toBe(3);
});

test('the ledgers write nothing else into an item', async () => {
  const { emailId, claim, item } = newEmail();
  await documents.send(
    new PutCommand({ TableName: table.name, Item: { emailId, orderId: 'x', timestamp: 'x', note: 'kept' } }),
  );
  await claim('mine');
  expect(await item()).toMatchObject({ note: 'kept' });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, n) => permutations(items.toSpliced(n, 1)).map((rest) => [item, ...rest]));
}
