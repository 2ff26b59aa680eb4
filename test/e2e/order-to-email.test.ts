import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { orderEvent } from '#test/support/builders.ts';
import { eventually } from '#test/support/eventually.ts';
import { startSystem } from './system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});

afterAll(() => system.cloud.close());

test('a published order becomes one mail, and its status can be read by the order', async () => {
  await system.publish(orderEvent({ orderId: 'HAPPY-1' }));
  const email = await system.untilStatus('HAPPY-1', 'DELIVERED');
  expect(email).toMatchObject({ emailId: 'HAPPY-1#ORDER_CONFIRMATION', emailType: 'ORDER_CONFIRMATION' });
  const [mail, ...others] = await system.mailsOf('HAPPY-1');
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: ['customer@example.com'], subject: expect.stringContaining('HAPPY-1') });
  const { html, text } = await system.mail(mail!.messageId);
  expect(html).toContain('$59.98');
  expect(text).toContain('$59.98');
});

const hardBounce = { bounceType: 'Permanent', bounceSubType: 'General', smtpStatus: '5.1.1' };

test.each([
  ['success', 'DELIVERED', ['sentAt', 'deliveredAt'], {}],
  ['bounce', 'BOUNCED', ['sentAt', 'bouncedAt'], hardBounce],
  ['complaint', 'COMPLAINED', ['sentAt', 'deliveredAt', 'complainedAt'], {}],
  ['ooto', 'DELIVERED', ['sentAt', 'deliveredAt', 'autoRepliedAt'], {}],
  ['suppressionlist', 'SUPPRESSED', ['sentAt', 'bouncedAt'], { bounceSubType: 'Suppressed' }],
] as const)(
  'mail to %s@simulator.amazonses.com ends as %s, with its timeline',
  async (simulator, status, timeline, details) => {
    const orderId = `SIMULATED-${simulator}`;
    await system.publish(
      orderEvent({ orderId, customerEmail: `${simulator}+label@simulator.amazonses.com` }),
    );
    const email = await vi.waitFor(
      async () => {
        const item = await system.email(orderId);
        expect(TIMES.filter((time) => item?.[time])).toEqual(timeline);
        return item!;
      },
      { timeout: 30_000 },
    );
    expect(email).toMatchObject({ status, sendState: 'ACCEPTED', attempt: 1, ...details });
    for (const time of timeline) expect(email[time]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  },
);

test('the same order published 50 times at once is one mail and one item', async () => {
  await Promise.all(Array.from({ length: 50 }, () => system.publish(orderEvent({ orderId: 'FIFTY-TIMES' }))));
  await system.untilStatus('FIFTY-TIMES', 'DELIVERED');
  // Every copy has been received once: those that met a live claim wait for it to end.
  await vi.waitFor(async () => expect(await system.visible(system.names.orderQueue)).toBe(0), {
    timeout: 30_000,
  });
  expect(await system.mailsOf('FIFTY-TIMES')).toHaveLength(1);
  expect(await system.emailsOf('FIFTY-TIMES')).toHaveLength(1);
});

describe('among 200 good orders, 200 malformed ones', () => {
  const good = Array.from({ length: 200 }, (_, n) => orderEvent({ orderId: `GOOD-${n}` }));
  const kinds: readonly { reason: string; field?: string; event: (n: number) => unknown }[] = [
    { reason: 'NOT_JSON', event: (n) => `{"orderId":"BAD-${n}",` },
    { reason: 'NOT_AN_OBJECT', event: () => '[]' },
    {
      reason: 'MISSING_FIELD',
      field: 'customerEmail',
      event: (n) => orderEvent({ orderId: `BAD-${n}`, customerEmail: undefined }),
    },
    {
      reason: 'MISSING_FIELD',
      field: 'orderItems',
      event: (n) => orderEvent({ orderId: `BAD-${n}`, orderItems: undefined }),
    },
    {
      reason: 'BODY_TOO_LARGE',
      event: (n) => ({ ...orderEvent({ orderId: `BAD-${n}` }), note: 'x'.repeat(200_000) }),
    },
    {
      reason: 'INVALID_FIELD',
      field: 'customerName',
      event: (n) => orderEvent({ orderId: `BAD-${n}`, customerName: 'Planted\r\nBcc: planted@example.com' }),
    },
    {
      reason: 'INVALID_FIELD',
      field: 'orderItems[0].price',
      event: (n) =>
        orderEvent({
          orderId: `BAD-${n}`,
          orderItems: [{ name: 'Walnut desk lamp', quantity: 1, price: '-1.00' }],
        }),
    },
    {
      reason: 'INVALID_FIELD',
      field: 'orderTotal',
      event: (n) => orderEvent({ orderId: `BAD-${n}`, orderTotal: 'free' }),
    },
  ];

  test('all good ones are mailed, and each bad one is a dead letter with its reason', {
    timeout: 120_000,
  }, async () => {
    const bad = Array.from({ length: 200 }, (_, n) => kinds[n % kinds.length]!.event(n));
    const mixed = good.flatMap((event, n) => [event, bad[n]]);
    for (let at = 0; at < mixed.length; at += 20)
      await Promise.all(mixed.slice(at, at + 20).map(system.publish));

    await vi.waitFor(async () => expect((await system.mails()).filter(isGood)).toHaveLength(200), {
      timeout: 60_000,
    });
    await vi.waitFor(async () => expect(await system.depth(system.names.orderDeadLetters)).toBe(200), {
      timeout: 60_000,
    });
    const found = (await system.drain(system.names.orderDeadLetters)).map(({ MessageAttributes = {} }) => ({
      reason: MessageAttributes.reason?.StringValue,
      field: MessageAttributes.field?.StringValue,
    }));
    const expected = bad
      .map((_, n) => kinds[n % kinds.length]!)
      .map(({ reason, field }) => ({ reason, field }));
    expect(tally(found)).toEqual(tally(expected));
    expect(JSON.stringify(found)).not.toContain('planted');
    expect((await system.items()).filter(({ orderId }) => orderId.startsWith('BAD-'))).toEqual([]);
  });

  test('a body over 256 KiB is refused by the publish call itself', async () => {
    const large = system.publish(orderEvent({ customerName: 'x'.repeat(262_144) }));
    await expect(large).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('too long'),
    });
  });

  const isGood = ({ subject }: { subject: string }) => subject.includes('GOOD-');
});

test('the pipeline counts what it does', async () => {
  await eventually(async () => {
    const { sent = 0, delivered = 0 } = await system.metricSums();
    expect(sent).toBe((await system.mails()).length);
    expect(delivered).toBeGreaterThan(0);
  });
});

/** Every kind of fact's time. */
const TIMES = [
  ...(['sentAt', 'delayedAt', 'deliveredAt', 'autoRepliedAt', 'bouncedAt'] as const),
  ...(['rejectedAt', 'failedAt', 'complainedAt'] as const),
];

/** How often each distinct entry occurs, whatever the order. */
function tally(entries: readonly object[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of entries) counts[JSON.stringify(entry)] = (counts[JSON.stringify(entry)] ?? 0) + 1;
  return counts;
}
