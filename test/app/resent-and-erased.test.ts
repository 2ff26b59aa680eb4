import { expect, test } from 'vitest';
import { timelineOf } from '#app/email-timeline.ts';
import { explainStatus } from '#app/explain-status.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { trackingItem } from '#test/support/builders.ts';

const resend = {
  resendOf: 'ORDER123456#ORDER_CONFIRMATION',
  resentBy: 'support-anna',
  resendReason: 'typo in the address',
  requestedAt: '2026-11-24T11:59:00.000Z',
  timestamp: '2026-11-24T11:59:00.000Z',
} as const;

test('a resend’s timeline begins with who asked for it and why, and tells of its erasure', () => {
  const item = trackingItem({ ...resend, erasedAt: '2026-11-25T08:00:00.000Z' });
  expect(timelineOf(item).map(({ what }) => what)).toEqual([
    'Resend asked for by support-anna: typo in the address',
    'Taken up for sending, attempt 1',
    'Personal data erased',
  ]);
});

test('an address that was typed into the reason is not shown to who has not asked for addresses', () => {
  const item = trackingItem({ ...resend, resendReason: 'not jane@example.com but jan@example.com' });
  expect(timelineOf(item)[0]!.what).toBe('Resend asked for by support-anna: not (address) but (address)');
});

test('once the reason is erased, who asked remains', () => {
  const { resendReason: _, ...item } = trackingItem(resend);
  expect(timelineOf(item)[0]!.what).toBe('Resend asked for by support-anna');
});

test.each([
  ['waits for its sender', {}, /yet to take it up/, false],
  ['erased before it was sent', { erasedAt: 'then' }, /never will be/, true],
  ['held', { sendState: 'HELD', status: 'HELD' }, /a person has to decide/, false],
  ['held, its content gone', { sendState: 'HELD', status: 'HELD', erasedAt: 'then' }, /erased/, true],
] as const)('a resend that is %s says so', (_, overrides: Partial<TrackingItem>, meaning, settled) => {
  const { sendState: __, ...unclaimed } = trackingItem(resend);
  expect(explainStatus({ ...unclaimed, ...overrides })).toMatchObject({
    meaning: expect.stringMatching(meaning),
    settled,
  });
});
