import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { type EmailIdentity, emailIdOf, emailIdOfTag, parseEmailId, tagOf } from '#domain/email-id.ts';

const printable = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,126}[\x21-\x7e])?$/);
const parts = fc.stringMatching(/^[\x21\x22\x24-\x7e]{1,36}$/);
const resends = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 999 }));

const plain: fc.Arbitrary<EmailIdentity> = fc
  .tuple(printable, fc.constantFrom(...EMAIL_TYPES), fc.option(parts, { nil: undefined }), resends)
  .map(([orderId, emailType, partId, resend]) => ({
    orderId,
    emailType,
    ...(partId !== undefined && { partId }),
    resend,
  }));

/** Order ids and part ids that look like the id of an email, or like its end. */
const identity: fc.Arbitrary<EmailIdentity> = fc.oneof(
  plain,
  fc.tuple(plain, plain).map(([outer, inner]) => ({ ...outer, orderId: emailIdOf(inner) })),
  fc
    .tuple(plain, fc.constantFrom('2', ':', 'ORDER_SHIPPED', 'ORDER_SHIPPED:2', '"', 'S:1'))
    .map(([outer, partId]) => ({ ...outer, partId })),
  fc
    .tuple(plain, fc.constantFrom('#1001', '2', '#2', 'A#2'))
    .map(([outer, orderId]) => ({ ...outer, orderId })),
);

test('an id is readable', () => {
  const confirmation = { orderId: 'ORDER123456', emailType: 'ORDER_CONFIRMATION', resend: 1 } as const;
  expect(emailIdOf(confirmation)).toBe('ORDER123456#ORDER_CONFIRMATION');
  expect(emailIdOf({ ...confirmation, resend: 2 })).toBe('ORDER123456#ORDER_CONFIRMATION#2');
  const shipped = { ...confirmation, emailType: 'ORDER_SHIPPED', partId: 'S-1' } as const;
  expect(emailIdOf(shipped)).toBe('ORDER123456#ORDER_SHIPPED:S-1');
  expect(emailIdOf({ ...shipped, resend: 12 })).toBe('ORDER123456#ORDER_SHIPPED:S-1#12');
});

test('every id that can be made is read back, also from an order id that looks like an email id', () => {
  fc.assert(
    fc.property(identity, (one) => {
      expect(parseEmailId(emailIdOf(one))).toEqual(one);
    }),
    { numRuns: 2000 },
  );
});

test('two emails never have the same id', () => {
  // Made of the same few pieces, so that they have every chance to meet.
  const piece = fc.constantFrom(
    'A',
    '2',
    'A#ORDER_SHIPPED',
    'A#ORDER_SHIPPED:A',
    'A#ORDER_SHIPPED:A#2',
    'A#2',
    ':A',
  );
  const part = fc.option(fc.constantFrom('A', '2', ':A', 'ORDER_SHIPPED'), { nil: undefined });
  const one = fc.record({
    orderId: piece,
    emailType: fc.constantFrom('ORDER_SHIPPED', 'ORDER_REFUNDED'),
    partId: part,
    resend: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(one, one, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      expect(emailIdOf(a) === emailIdOf(b)).toBe(same);
    }),
    { numRuns: 5000 },
  );
});

test('every id fits into an SES tag and comes back from it', () => {
  const longest = { orderId: 'x'.repeat(128), partId: 'p'.repeat(36), resend: 999 };
  for (const emailType of EMAIL_TYPES) {
    expect(tagOf(emailIdOf({ ...longest, emailType })).length).toBeLessThanOrEqual(256);
  }
  fc.assert(
    fc.property(plain, (one) => {
      const id = emailIdOf(one);
      expect(tagOf(id)).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
      expect(emailIdOfTag(tagOf(id))).toBe(id);
    }),
  );
});

test('a tag of somebody else is not an id', () => {
  expect(emailIdOfTag('***')).toBeUndefined();
  expect(parseEmailId(emailIdOfTag('bm90IG91cnM') ?? '')).toBeUndefined();
  expect(parseEmailId('ORDER1#NEWSLETTER')).toBeUndefined();
  expect(parseEmailId('ORDER1#ORDER_SHIPPED:')).toBeUndefined();
  expect(parseEmailId('ORDER1#ORDER_SHIPPED:S1#1')).toBeUndefined();
});

test.each([
  ['a character that no queue carries', '\u0000#ORDER_CONFIRMATION#2'],
  ['a line break', 'ORDER1\n#ORDER_CONFIRMATION'],
  ['letters beyond ASCII', 'ÖRDER1#ORDER_CONFIRMATION'],
  ['a part with a control character', 'ORDER1#ORDER_SHIPPED:S\u0007'],
  ['more than any order has', `${'x'.repeat(201)}#ORDER_CONFIRMATION`],
  ['a part longer than any', `ORDER1#ORDER_SHIPPED:${'p'.repeat(37)}`],
  ['a number that counts no resends', 'ORDER1#ORDER_CONFIRMATION#12345'],
])('%s is in no id', (_, emailId) => {
  expect(parseEmailId(emailId)).toBeUndefined();
});
