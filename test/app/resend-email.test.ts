import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '#app/operator-ports.ts';
import { type ResendWishes, resendEmail } from '#app/resend-email.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { NOW } from '#test/support/builders.ts';
import { clock, memoryArchive, sentItem } from './operator-harness.ts';

const SECOND = 'ORDER123456#ORDER_CONFIRMATION#2';
const THIRD = 'ORDER123456#ORDER_CONFIRMATION#3';

function support(items: readonly TrackingItem[] = [sentItem()]) {
  const archive = memoryArchive(items);
  const asked: string[] = [];
  const written: AuditEntry[] = [];
  let topicDown = false;
  let trailDown = false;
  let nowMs = NOW;
  const requests = {
    publish: async ({ emailId }: { emailId: string }) => {
      if (topicDown) throw new Error('the topic is down');
      asked.push(emailId);
    },
  };
  const audit = {
    record: async (entry: AuditEntry) => {
      if (trailDown) throw new Error('the audit trail is down');
      written.push(entry);
    },
  };
  const resend = (wishes: Partial<ResendWishes> = {}) =>
    resendEmail(
      {
        orderId: 'ORDER123456',
        emailType: 'ORDER_CONFIRMATION',
        by: 'support-anna',
        reason: 'typo in the address',
        ...wishes,
      },
      { archive, requests, audit, clock: { now: () => nowMs } },
    );
  return {
    archive,
    asked,
    written,
    resend,
    breakTrail: () => {
      trailDown = true;
    },
    breakTopic: (down: boolean) => {
      topicDown = down;
    },
    wait: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

test('a resend is a new email that says of what, by whom, when and why, and the sender is asked for it', async () => {
  const { resend, archive, asked } = support();
  expect(await resend({ to: 'right@example.com' })).toEqual({ kind: 'resent', emailId: SECOND });
  expect(asked).toEqual([SECOND]);
  expect(archive.items()[1]).toMatchObject({
    emailId: SECOND,
    orderId: 'ORDER123456',
    customerEmail: 'right@example.com',
    content: Uint8Array.of(1, 2, 3),
    resendOf: 'ORDER123456#ORDER_CONFIRMATION',
    resentBy: 'support-anna',
    resendReason: 'typo in the address',
    requestedAt: '2026-11-24T12:00:00.000Z',
  });
});

test('without an address it goes where the last one went', async () => {
  const { resend, archive } = support();
  await resend();
  expect(archive.items()[1]).toMatchObject({ customerEmail: 'customer@example.com' });
});

test('emails of another type are another matter', async () => {
  const other = sentItem({ emailId: 'ORDER123456#REFUND', emailType: 'REFUND' as never, sendState: 'RETRY' });
  const { resend } = support([sentItem(), other]);
  expect(await resend()).toEqual({ kind: 'resent', emailId: SECOND });
});

test('a double click makes one new email, and asks once', async () => {
  const { resend, archive, asked } = support();
  await resend();
  expect(await resend()).toEqual({ kind: 'double-click', emailId: SECOND });
  expect(archive.items()).toHaveLength(2);
  expect(asked).toEqual([SECOND]);
});

test('two people in the same moment make one new email', async () => {
  const { resend, archive, asked } = support();
  const results = await Promise.all([resend(), resend()]);
  expect(results.map(({ kind }) => kind).sort()).toEqual(['double-click', 'resent']);
  expect(archive.items()).toHaveLength(2);
  expect(asked).toEqual([SECOND]);
});

test('what broke off before the sender was asked is mended by asking again', async () => {
  const { resend, archive, asked, breakTopic, wait } = support();
  breakTopic(true);
  await expect(resend()).rejects.toThrow('the order topic did not answer');
  breakTopic(false);
  wait(60);
  expect(await resend()).toEqual({ kind: 'asked-again', emailId: SECOND });
  expect(asked).toEqual([SECOND]);
  expect(archive.items()).toHaveLength(2);
});

test('to another address, what was never taken up is withdrawn and a new one sent in its place', async () => {
  const { resend, archive, asked, written, breakTopic, wait } = support();
  breakTopic(true);
  await expect(resend({ to: 'wrnog@example.com' })).rejects.toThrow('the order topic did not answer');
  breakTopic(false);
  expect(await resend({ to: 'right@example.com' })).toEqual({ kind: 'double-click', emailId: SECOND });
  wait(60);
  expect(await resend({ to: 'right@example.com' })).toEqual({ kind: 'resent', emailId: THIRD });
  expect(asked).toEqual([THIRD]);
  expect(archive.items().slice(1)).toMatchObject([
    { emailId: SECOND, customerEmail: 'wrnog@example.com', sendState: 'REFUSED', reason: 'REPLACED' },
    { emailId: THIRD, customerEmail: 'right@example.com' },
  ]);
  expect(written.at(-1)?.target).toEqual({ emailId: THIRD, inPlaceOf: SECOND });
});

test('what a sender takes up in the same moment is not withdrawn, and no other is sent', async () => {
  const { resend, archive, asked, wait } = support();
  await resend({ to: 'wrnog@example.com' });
  wait(60);
  archive.withdrawResend = async () => 'taken-up';
  expect(await resend({ to: 'right@example.com' })).toEqual({ kind: 'not-settled', emailId: SECOND });
  expect(asked).toEqual([SECOND]);
  expect(archive.items()).toHaveLength(2);
});

test('what cannot be sent again says why, and asks nobody', async () => {
  const { resend, archive, asked } = support([sentItem({ sendState: 'RETRY' })]);
  expect(await resend()).toMatchObject({ kind: 'not-settled' });
  expect(await resend({ orderId: 'OTHER' })).toEqual({ kind: 'unknown-order' });
  expect(archive.items()).toHaveLength(1);
  expect(asked).toEqual([]);
});

test.each([
  ['orderId', { orderId: ' ' }],
  ['to', { to: 'not an address' }],
  ['by', { by: '' }],
  ['reason', { reason: 'x'.repeat(201) }],
  ['reason', { reason: 'two\nlines' }],
] as const)(
  'an impossible %s is named with what is allowed, and nothing is looked up',
  async (field, wishes) => {
    const { asked } = support();
    const archive = new Proxy({}, { get: () => expect.fail('looked up') }) as ReturnType<
      typeof memoryArchive
    >;
    const result = await resendEmail(
      { orderId: 'A', emailType: 'ORDER_CONFIRMATION', by: 'x', reason: 'x', ...wishes },
      { archive, requests: { publish: async () => {} }, audit: { record: async () => {} }, clock },
    );
    expect(result).toEqual({ kind: 'impossible', field, allowed: expect.any(String) });
    expect(asked).toEqual([]);
  },
);

describe('of several shipments', () => {
  const shipment = (part: string, overrides: Partial<TrackingItem> = {}) =>
    sentItem({
      emailId: `ORDER123456#ORDER_SHIPPED:${part}`,
      emailType: 'ORDER_SHIPPED',
      content: new TextEncoder().encode(part),
      ...overrides,
    });

  test('the one that was asked for is sent again, under a number of its own', async () => {
    const items = [sentItem(), shipment('S-1'), shipment('S-2')];
    const { resend, archive, asked } = support(items);
    const wishes = { emailType: 'ORDER_SHIPPED', partId: 'S-2' } as const;
    expect(await resend(wishes)).toEqual({ kind: 'resent', emailId: 'ORDER123456#ORDER_SHIPPED:S-2#2' });
    expect(asked).toEqual(['ORDER123456#ORDER_SHIPPED:S-2#2']);
    expect(archive.items().at(-1)).toMatchObject({
      emailType: 'ORDER_SHIPPED',
      resendOf: 'ORDER123456#ORDER_SHIPPED:S-2',
      content: new TextEncoder().encode('S-2'),
    });
  });

  test('a resend of one is no double click on the other', async () => {
    const { resend } = support([shipment('S-1'), shipment('S-2')]);
    const first = await resend({ emailType: 'ORDER_SHIPPED', partId: 'S-1' });
    const second = await resend({ emailType: 'ORDER_SHIPPED', partId: 'S-2' });
    expect([first, second]).toMatchObject([{ kind: 'resent' }, { kind: 'resent' }]);
  });

  test('one has to be named, and none where there are no parts', async () => {
    const { resend } = support([sentItem(), shipment('S-1')]);
    expect(await resend({ emailType: 'ORDER_SHIPPED' })).toEqual({
      kind: 'impossible',
      field: 'partId',
      allowed: 'the shipmentId, for ORDER_SHIPPED',
    });
    expect(await resend({ partId: 'S-1' })).toMatchObject({ kind: 'impossible', field: 'partId' });
    expect(await resend({ emailType: 'ORDER_SHIPPED', partId: 'S-9' })).toEqual({ kind: 'unknown-order' });
  });
});

test('a corrected address with a domain beyond ASCII is kept in Punycode', async () => {
  const { resend, archive } = support();
  await resend({ to: 'anna@bücher.example' });
  expect(archive.items().at(-1)!.customerEmail).toBe('anna@xn--bcher-kva.example');
});

describe('the audit trail', () => {
  const entry = {
    action: 'resend',
    by: 'support-anna',
    why: 'typo in the address',
    target: { emailId: SECOND },
  };

  test('says who sends what again and why, not to whom, each time the sender is asked', async () => {
    const { resend, written, breakTopic, wait } = support();
    breakTopic(true);
    await expect(resend({ to: 'right@example.com' })).rejects.toThrow();
    breakTopic(false);
    wait(61);
    await resend({ to: 'right@example.com' });
    expect(written).toEqual([entry, entry]);
  });

  test('holds nothing that was not done', async () => {
    const { resend, written } = support([]);
    expect(await resend()).toMatchObject({ kind: 'unknown-order' });
    expect(written).toEqual([]);
  });

  test('is written first: where it cannot be, nothing is sent', async () => {
    const { resend, asked, archive, breakTrail } = support();
    breakTrail();
    await expect(resend()).rejects.toThrow('the audit trail did not answer');
    expect({ asked, emails: archive.items().length }).toEqual({ asked: [], emails: 1 });
  });
});
