import { describe, expect, test } from 'vitest';
import { packedOrders } from '#adapters/system/packed-orders.ts';
import { resendRequestBody } from '#contract/resend-request.ts';
import { MAX_ATTEMPTS, MAX_RECEIVE_COUNT, QUEUE_RETENTION_DAYS } from '#contract/timing.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { tagOf } from '#domain/email-id.ts';
import { checked } from '#test/email/orders.ts';
import { NOW, orderEvent, trackingItem } from '#test/support/builders.ts';
import { runSender } from './sender-harness.ts';

const taken = (overrides: Parameters<typeof trackingItem>[0]) =>
  ({ kind: 'taken', item: trackingItem(overrides) }) as const;
const doubtOver = { leaseUntil: NOW - 1, doubtUntil: NOW - 1 };

test('a new order is claimed, sent and recorded, in this order', async () => {
  const { outcome, did, mails, counted } = await runSender();
  expect(outcome).toBe('done');
  expect(did).toEqual(['claim', 'send', 'accepted']);
  expect(mails).toMatchObject([
    {
      to: 'customer@example.com',
      tags: { emailId: 'T1JERVIxMjM0NTYjT1JERVJfQ09ORklSTUFUSU9O', attempt: '1' },
    },
  ]);
  expect(counted).toEqual(['EmailSent']);
});

test('a mail’s way to SES is measured from the moment in which the queue got the order, whoever’s clock is ahead', async () => {
  const { measured } = await runSender({ message: { sentAtMs: NOW - 1_234 } });
  expect(measured).toEqual(['PublishToAccept 1234']);
  const ahead = await runSender({ message: { sentAtMs: NOW + 5 } });
  expect(ahead.measured).toEqual(['PublishToAccept 0']);
});

test.each([
  ['a confirmation', orderEvent({ orderTotal: '999.99' }), ['EmailSent', 'AmountMismatch']],
  [
    'a cancellation, which shows no calculation',
    orderEvent({ emailType: 'ORDER_CANCELLED', orderTotal: '999.99' }),
    ['EmailSent'],
  ],
])('amounts that do not add up are counted with the mail, and not logged: %s', async (_, event, counts) => {
  const { counted, logged } = await runSender({ message: { body: JSON.stringify(event) } });
  expect(counted).toEqual(counts);
  expect(logged).toEqual([]);
});

test('amounts that do not add up are not counted where no mail was sent', async () => {
  const body = JSON.stringify(orderEvent({ orderTotal: '999.99' }));
  const { counted } = await runSender({ message: { body }, outcome: { kind: 'refused', reason: 'BAD' } });
  expect(counted).toEqual(['EmailRefused']);
});

test('an event that does not validate goes to the dead letters with the field, and nothing is claimed or logged of it', async () => {
  const body = JSON.stringify(
    orderEvent({ customerName: 'Secret\r\nName', customerEmail: 'secret@example.com' }),
  );
  const { outcome, did, deadLetters, logged } = await runSender({ message: { body } });
  expect(outcome).toBe('done');
  expect(did).toEqual(['dead-letter']);
  expect(deadLetters).toMatchObject([{ reason: 'INVALID_FIELD', field: 'customerName' }]);
  expect(JSON.stringify([logged, deadLetters])).not.toMatch(/secret/i);
});

test('the email of an event that names an unknown brand is not sent as another; it waits for its brand', async () => {
  const body = JSON.stringify(orderEvent({ brand: 'acme' }));
  const { outcome, did, deadLetters } = await runSender({ message: { body } });
  expect(outcome).toBe('done');
  expect(did).toEqual(['dead-letter']);
  expect(deadLetters).toMatchObject([{ reason: 'UNKNOWN_BRAND', field: 'brand' }]);
  expect(deadLetters[0]!.allowed).toContain('shop');
});

test('a mail carries its brand as the sender', async () => {
  const { mails } = await runSender({ message: { body: JSON.stringify(orderEvent({ brand: 'shop' })) } });
  expect(mails).toMatchObject([{ fromName: 'Example Shop' }]);
});

test.each([
  ['ORDER_CONFIRMATION', 'ORDER123456#ORDER_CONFIRMATION'],
  ['ORDER_SHIPPED', 'ORDER123456#ORDER_SHIPPED:S-1'],
  ['ORDER_CANCELLED', 'ORDER123456#ORDER_CANCELLED'],
  ['ORDER_REFUNDED', 'ORDER123456#ORDER_REFUNDED:R-1'],
])('an event of type %s is the email %s', async (emailType, emailId) => {
  const body = JSON.stringify(
    orderEvent({ emailType, shipment: { shipmentId: 'S-1' }, refund: { refundId: 'R-1', amount: '5' } }),
  );
  const { mails } = await runSender({ message: { body } });
  expect(mails.map(({ tags }) => tags.emailId)).toEqual([tagOf(emailId)]);
});

describe('an outcome of the call', () => {
  test.each([
    ['throttled', { kind: 'throttled', reason: 'TooMany', dailyQuota: false }, 3, 'retry later'],
    ['out of quota', { kind: 'throttled', reason: 'TooMany', dailyQuota: true }, 3600, 'retry later'],
    ['never reached', { kind: 'unreached', reason: 'ECONNREFUSED' }, 2, 'retry later'],
    ['blocked', { kind: 'blocked', reason: 'SendingPaused' }, 300, 'retry later'],
  ] as const)('%s: recorded, and tried again after the wait', async (_, outcome, seconds, recorded) => {
    const run = await runSender({ outcome });
    expect(run.outcome).toBe('kept');
    expect(run.did).toEqual(['claim', 'send', recorded]);
    expect(run.hiddenSeconds).toEqual([seconds]);
  });

  test('blocked: counted, so that somebody mends the account', async () => {
    const run = await runSender({ outcome: { kind: 'blocked', reason: 'SendingPaused' } });
    expect(run.counted).toEqual(['EmailBlocked']);
    expect(run.measured).toEqual(['SendingAtRisk 1']);
  });

  test('unknown: nothing is written, so that evidence can decide', async () => {
    const run = await runSender({ outcome: { kind: 'unknown', reason: 'ECONNRESET' } });
    expect(run.outcome).toBe('kept');
    expect(run.did).toEqual(['claim', 'send']);
    expect(run.hiddenSeconds).toEqual([60]);
  });

  test('refused: final', async () => {
    const run = await runSender({ outcome: { kind: 'refused', reason: 'MessageRejected' } });
    expect(run.outcome).toBe('done');
    expect(run.did).toEqual(['claim', 'send', 'refused']);
  });

  test('accepted after somebody took over: the message is kept until the events settle the record', async () => {
    const run = await runSender({ recorded: 'superseded' });
    expect(run.outcome).toBe('kept');
    expect(run.counted).toEqual([]);
  });
});

describe('a resend request', () => {
  const emailId = 'ORDER123456#ORDER_CONFIRMATION#2';
  const message = { body: resendRequestBody({ emailId }) };
  const content = packedOrders.pack(checked(orderEvent({ customerName: 'Jane Roe' })));
  const asked: Partial<TrackingItem> = {
    emailId,
    resendOf: 'ORDER123456#ORDER_CONFIRMATION',
    customerEmail: 'corrected@example.com',
    content,
  };
  const { sendState: _, ...unclaimed } = trackingItem(asked);
  const { customerEmail: __, content: ___, ...erased } = trackingItem(asked);

  test('becomes a mail of what the item has kept, to the address that the item says, with a tag of its own', async () => {
    const { outcome, did, mails } = await runSender({ message, found: unclaimed });
    expect(outcome).toBe('done');
    expect(did).toEqual(['find', 'claim resend', 'send', 'accepted']);
    expect(mails).toMatchObject([
      {
        to: 'corrected@example.com',
        text: expect.stringContaining('Jane Roe'),
        tags: { emailId: tagOf(emailId), attempt: '1' },
      },
    ]);
  });

  test.each([
    ['final', { sendState: 'ACCEPTED' }, 'done', []],
    ['being sent', {}, 'kept', []],
    ['proven', { evidenceAttempt: 1 }, 'done', ['adopt evidence']],
    ['in doubt', doubtOver, 'done', ['claim after doubt', 'send', 'accepted']],
  ] as const)('%s: goes the same way as an order', async (_, overrides, outcome, did) => {
    const item = trackingItem({ ...asked, ...overrides });
    const run = await runSender({ message, found: item, claim: { kind: 'taken', item } });
    expect(run.outcome).toBe(outcome);
    expect(run.did).toEqual(['find', 'claim resend', ...did]);
  });

  test.each([
    ['nobody knows', undefined, 'UNKNOWN_RESEND'],
    ['no resend has made', trackingItem({ content }), 'UNKNOWN_RESEND'],
    ['was erased before it was sent', { ...erased, sendState: undefined }, 'CONTENT_ERASED'],
  ] as const)('for an email that %s is a dead letter with the reason', async (_, found, reason) => {
    const run = await runSender({ message, found: found as TrackingItem | undefined });
    expect(run.outcome).toBe('done');
    expect(run.did).toEqual(['find', 'dead-letter']);
    expect(run.deadLetters).toEqual([{ reason, emailId }]);
  });

  test.each([
    ['final', { sendState: 'ACCEPTED' }, 'done', []],
    ['being sent', {}, 'kept', []],
    ['proven', { evidenceAttempt: 1 }, 'done', ['adopt evidence']],
    ['refused for now', { sendState: 'RETRY', notBefore: NOW }, 'done', ['dead-letter', 'held']],
    ['in doubt', doubtOver, 'done', ['dead-letter', 'held']],
  ] as const)('erased while %s: settled without another mail', async (_, overrides, outcome, did) => {
    const run = await runSender({ message, found: { ...erased, ...overrides } });
    expect(run.outcome).toBe(outcome);
    expect(run.did).toEqual(['find', ...did]);
    expect(run.mails).toEqual([]);
  });

  test('is nothing that an order event can be', async () => {
    const body = JSON.stringify({ resend: { emailId }, ...orderEvent({ orderId: 'OTHER' }) });
    const { did, mails } = await runSender({ message: { body }, found: unclaimed });
    expect(did).toEqual(['claim', 'send', 'accepted']);
    expect(mails).toMatchObject([{ to: 'customer@example.com' }]);
  });
});

describe('an order somebody has claimed before', () => {
  test.each([
    ['final: nothing', { sendState: 'ACCEPTED' }, 'done', [], []],
    ['claimed and alive: waits for the lease', {}, 'kept', [], [60]],
    ['lease over: waits for evidence', { leaseUntil: NOW }, 'kept', [], [900]],
    ['evidence: recorded as accepted', { evidenceAttempt: 1 }, 'done', ['adopt evidence'], []],
    ['my own claim: goes on', { claimId: 'my-claim' }, 'done', ['send', 'accepted'], []],
    ['retry waiting', { sendState: 'RETRY', notBefore: NOW + 30_000 }, 'kept', [], [30]],
    ['retry due', { sendState: 'RETRY', notBefore: NOW }, 'done', ['claim again', 'send', 'accepted'], []],
    [
      'redriven after certain refusals: sent again, as no duplicate',
      { sendState: 'HELD', leaseUntil: undefined, doubtUntil: undefined },
      'done',
      ['claim again', 'send', 'accepted'],
      [],
    ],
    [
      'redriven in doubt: sent again after it',
      { sendState: 'HELD', ...doubtOver },
      'done',
      ['claim after doubt', 'send', 'accepted'],
      [],
    ],
    ['doubt over: sent again', doubtOver, 'done', ['claim after doubt', 'send', 'accepted'], []],
    [
      'attempts used up: held',
      { ...doubtOver, doubtedAttempts: MAX_ATTEMPTS - 1 },
      'done',
      ['dead-letter', 'held'],
      [],
    ],
    [
      'in doubt for a day: held',
      { ...doubtOver, claimedAt: '2026-11-23T11:00:00Z' },
      'done',
      ['dead-letter', 'held'],
      [],
    ],
  ] as const)('%s', async (_, overrides, outcome, did, hidden) => {
    const run = await runSender({ claim: taken(overrides) });
    expect(run.outcome).toBe(outcome);
    expect(run.did).toEqual(['claim', ...did]);
    expect(run.hiddenSeconds).toEqual(hidden);
  });

  test.each([
    ['adopted', undefined, 'done', ['OrderEventDuplicate', 'EmailSent']],
    ['another sender has written since: looked at again', 'superseded', 'kept', ['OrderEventDuplicate']],
  ] as const)('evidence that is %s', async (_, recorded, outcome, counted) => {
    const claim = taken({ evidenceAttempt: 1 });
    const run = await runSender({ claim, ...(recorded && { recorded }) });
    expect(run.outcome).toBe(outcome);
    expect(run.counted).toEqual(counted);
  });

  test('a doubt is not resolved while feedback has a backlog', async () => {
    const run = await runSender({ claim: taken(doubtOver), backlog: true });
    expect(run.outcome).toBe('kept');
    expect(run.did).toEqual(['claim']);
  });

  test('nor is it resolved by two senders', async () => {
    const run = await runSender({ claim: taken(doubtOver), claimNext: taken({ attempt: 2 }) });
    expect(run.outcome).toBe('kept');
    expect(run.did).toEqual(['claim', 'claim after doubt']);
  });

  test('sending again is counted as a possible duplicate', async () => {
    const run = await runSender({ claim: taken(doubtOver) });
    expect(run.counted).toEqual(['OrderEventDuplicate', 'PossibleDuplicate', 'EmailSent']);
  });

  test('other content is counted, and not sent', async () => {
    const run = await runSender({ claim: taken({ sendState: 'ACCEPTED', contentHash: 'of other content' }) });
    expect(run.did).toEqual(['claim']);
    expect(run.counted).toEqual(['OrderEventDuplicate', 'CONTENT_CONFLICT']);
  });

  test('a message received again is no duplicate', async () => {
    const run = await runSender({ claim: taken({ sendState: 'ACCEPTED' }), message: { receiveCount: 2 } });
    expect(run.counted).toEqual([]);
  });
});

describe('a wait that would outlast the message', () => {
  const DAY = 24 * 60 * 60 * 1000;
  const blocked = { kind: 'blocked', reason: 'SendingPaused' } as const;

  test.each([
    ['its last receive', { receiveCount: MAX_RECEIVE_COUNT }, 'RECEIVES_USED_UP'],
    [
      'the end of the retention',
      { sentAtMs: NOW - QUEUE_RETENTION_DAYS * DAY + 3_600_000 },
      'WAITED_TOO_LONG',
    ],
  ])('%s: the order goes to the dead letters, and is marked as held', async (_, message, reason) => {
    const run = await runSender({ outcome: blocked, message });
    expect(run.outcome).toBe('done');
    expect(run.did).toEqual(['claim', 'send', 'retry later', 'dead-letter', 'held']);
    expect(run.deadLetters).toEqual([{ reason, emailId: 'ORDER123456#ORDER_CONFIRMATION' }]);
    expect(run.hiddenSeconds).toEqual([]);
  });

  test('an order that was never claimed, too', async () => {
    const run = await runSender({ remainingMs: () => 1_000, message: { receiveCount: MAX_RECEIVE_COUNT } });
    expect(run.outcome).toBe('done');
    expect(run.did).toEqual(['dead-letter']);
  });
});

test('a claim that took too long is given up for another try, and SES is not called', async () => {
  const left = [30_000, 7_999];
  const run = await runSender({ remainingMs: () => left.shift()! });
  expect(run.outcome).toBe('kept');
  expect(run.did).toEqual(['claim', 'retry later']);
  expect(run.hiddenSeconds).toEqual([1]);
  expect(run.mails).toEqual([]);
});

describe('pace', () => {
  test('sends are spaced by the rate', async () => {
    const run = await runSender({ sendsPerSecond: 2 });
    expect(run.slept()).toBe(0);
    await run.run();
    expect(run.slept()).toBe(500);
  });

  test('without time for a whole call nothing is claimed', async () => {
    const run = await runSender({ remainingMs: () => 7_000 });
    expect(run.outcome).toBe('kept');
    expect(run.did).toEqual([]);
    expect(run.hiddenSeconds).toEqual([3]);
  });

  test('a slot that comes too late hides the message for that long', async () => {
    const run = await runSender({ sendsPerSecond: 0.05, remainingMs: () => 25_000 });
    await run.run();
    expect(run.mails).toHaveLength(1);
    expect(run.hiddenSeconds).toEqual([20]);
  });

  test('and longer each time', async () => {
    const run = await runSender({
      sendsPerSecond: 0.05,
      remainingMs: () => 1_000,
      message: { receiveCount: 10 },
    });
    expect(run.hiddenSeconds).toEqual([9537]);
  });

  test('a duplicate gives its slot back', async () => {
    const run = await runSender({ sendsPerSecond: 2, claim: taken({ sendState: 'ACCEPTED' }) });
    await run.run();
    await run.run();
    expect(run.slept()).toBe(0);
  });
});
