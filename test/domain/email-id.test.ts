import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emailIdOf, emailIdOfTag, parseEmailId, tagOf } from '#domain/email-id.ts';

const orderId = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,126}[\x21-\x7e])?$/);

test('an id is readable', () => {
  const identity = { orderId: 'ORDER123456', emailType: 'ORDER_CONFIRMATION', resend: 1 } as const;
  expect(emailIdOf(identity)).toBe('ORDER123456#ORDER_CONFIRMATION');
  expect(emailIdOf({ ...identity, resend: 2 })).toBe('ORDER123456#ORDER_CONFIRMATION#2');
});

test('every id that can be made is read back, also from an order id that looks like an email id', () => {
  const tricky = fc.constantFrom('#1001', 'A#ORDER_CONFIRMATION', 'A#ORDER_CONFIRMATION#2');
  fc.assert(
    fc.property(fc.oneof(orderId, tricky), fc.integer({ min: 1, max: 99 }), (order, resend) => {
      const identity = { orderId: order, emailType: 'ORDER_CONFIRMATION', resend } as const;
      expect(parseEmailId(emailIdOf(identity))).toEqual(identity);
    }),
  );
});

test('every id fits into an SES tag and comes back from it', () => {
  fc.assert(
    fc.property(orderId, (order) => {
      const id = emailIdOf({ orderId: order, emailType: 'ORDER_CONFIRMATION', resend: 99 });
      expect(tagOf(id)).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
      expect(emailIdOfTag(tagOf(id))).toBe(id);
    }),
  );
});

test('a tag of somebody else is not an id', () => {
  expect(emailIdOfTag('***')).toBeUndefined();
  expect(parseEmailId(emailIdOfTag('bm90IG91cnM') ?? '')).toBeUndefined();
});
