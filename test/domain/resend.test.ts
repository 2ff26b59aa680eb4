import { describe, expect, test } from 'vitest';
import { RESEND_PAUSE_SECONDS } from '#contract/timing.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { decideResend, REPLACED, type ResendWish } from '#domain/resend.ts';
import { NOW, trackingItem } from '#test/support/builders.ts';

const content = Uint8Array.of(1);
const first = (overrides: Partial<TrackingItem> = {}) =>
  trackingItem({ sendState: 'ACCEPTED', content, ...overrides });
const secondsBefore = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();
const resend = ({
  sendState,
  ...overrides
}: Partial<TrackingItem> & { sendState?: TrackingItem['sendState'] } = {}) => {
  const { sendState: _, ...item } = trackingItem({
    emailId: 'ORDER123456#ORDER_CONFIRMATION#2',
    customerEmail: 'corrected@example.com',
    content,
    requestedAt: secondsBefore(RESEND_PAUSE_SECONDS),
    ...overrides,
  });
  return sendState ? { ...item, sendState } : item;
};
const decide = (sendings: readonly TrackingItem[], wish: Partial<ResendWish> = {}) =>
  decideResend(sendings, { to: undefined, despiteHeld: false, ...wish }, NOW);

describe('a settled email is sent again', () => {
  test.each(['ACCEPTED', 'REFUSED'] as const)('%s', (sendState) => {
    expect(decide([first({ sendState })])).toEqual({
      kind: 'create',
      resend: 2,
      to: 'customer@example.com',
      content,
    });
  });

  test('not to the address of a resend that was withdrawn', () => {
    const withdrawn = resend({ sendState: 'REFUSED', reason: REPLACED, customerEmail: 'wrong@example.com' });
    expect(decide([first(), withdrawn])).toMatchObject({ resend: 3, to: 'customer@example.com' });
  });

  test('to the corrected address', () => {
    expect(decide([first()], { to: 'right@example.com' })).toMatchObject({ to: 'right@example.com' });
  });

  test('a resend, too: to the address it went to, with the next number', () => {
    expect(decide([first(), resend({ sendState: 'ACCEPTED' })])).toMatchObject({
      kind: 'create',
      resend: 3,
      to: 'corrected@example.com',
    });
  });

  test('from what an earlier sending has kept, where the last one has nothing', () => {
    const { content: _, customerEmail: __, ...erased } = resend({ sendState: 'ACCEPTED' });
    expect(decide([first(), erased])).toMatchObject({
      kind: 'create',
      resend: 3,
      to: 'customer@example.com',
    });
  });
});

describe('refused', () => {
  test.each([
    ['nothing is known', [], { kind: 'unknown-order' }],
    ['being sent', [first({ sendState: 'CLAIMED' })], { kind: 'not-settled' }],
    ['waiting for its next attempt', [first({ sendState: 'RETRY' })], { kind: 'not-settled' }],
    ['the resend being sent', [first(), resend({ sendState: 'CLAIMED' })], { kind: 'not-settled' }],
    ['held', [first({ sendState: 'HELD' })], { kind: 'held' }],
  ] as const)('%s', (_, sendings, decision) => {
    expect(decide(sendings)).toMatchObject(decision);
  });

  test('held, unless the operator knows', () => {
    expect(decide([first({ sendState: 'HELD' })], { despiteHeld: true })).toMatchObject({ kind: 'create' });
  });

  test('erased, or never kept', () => {
    const { content: _, ...without } = first();
    expect(decide([without])).toEqual({ kind: 'content-gone', erasedAt: undefined });
    expect(decide([{ ...without, erasedAt: 'then' }])).toEqual({ kind: 'content-gone', erasedAt: 'then' });
  });

  test.each([
    ['a moment after the last one', secondsBefore(0)],
    ['until the pause is over, also when the mail has long arrived', secondsBefore(RESEND_PAUSE_SECONDS - 1)],
    ['asked for by a clock that is ahead', secondsBefore(-5)],
  ])('a double click: %s', (_, requestedAt) => {
    const sendings = [first(), resend({ sendState: 'ACCEPTED', requestedAt })];
    expect(decide(sendings)).toEqual({ kind: 'double-click', emailId: 'ORDER123456#ORDER_CONFIRMATION#2' });
  });
});

test('a clock that was hours ahead does not keep everybody from resending for hours', () => {
  const sendings = [first(), resend({ sendState: 'ACCEPTED', requestedAt: secondsBefore(-7200) })];
  expect(decide(sendings)).toMatchObject({ kind: 'create', resend: 3 });
});

describe('a resend that nobody took up', () => {
  test('is asked for again, for the same address', () => {
    const again = { kind: 'ask-again', emailId: 'ORDER123456#ORDER_CONFIRMATION#2' };
    expect(decide([first(), resend()])).toEqual(again);
    expect(decide([first(), resend()], { to: 'corrected@example.com' })).toEqual(again);
  });

  test('for another address a new one takes its place', () => {
    expect(decide([first(), resend()], { to: 'third@example.com' })).toEqual({
      kind: 'create',
      resend: 3,
      to: 'third@example.com',
      content,
      inPlaceOf: 'ORDER123456#ORDER_CONFIRMATION#2',
    });
  });

  test('an order that nobody has taken up is none: its own message may be anywhere', () => {
    const { sendState: _, ...unclaimed } = first();
    expect(decide([unclaimed], { to: 'third@example.com' })).toMatchObject({ kind: 'not-settled' });
  });

  test('not when it was erased: it would never be sent', () => {
    const { content: _, customerEmail: __, ...erased } = resend();
    expect(decide([first(), erased])).toMatchObject({ kind: 'not-settled' });
  });
});
