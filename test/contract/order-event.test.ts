import { describe, expect, test } from 'vitest';
import { MAX_EVENT_BYTES, parseOrderEvent } from '#contract/order-event.ts';
import { orderEvent } from '#test/support/builders.ts';

const parse = (overrides: Parameters<typeof orderEvent>[0]) =>
  parseOrderEvent(JSON.stringify(orderEvent(overrides)));

test('the documented event is valid, with the defaults filled in', () => {
  expect(parse({})).toEqual({
    kind: 'valid',
    event: { ...orderEvent(), emailType: 'ORDER_CONFIRMATION', currency: 'USD' },
  });
});

test.each([['59.98'], [59.98], ['$59.98'], ['$ 59.98']])('the amount %j means 59.98', (orderTotal) => {
  expect(parse({ orderTotal })).toMatchObject({ kind: 'valid', event: { orderTotal: '59.98' } });
});

test('unknown fields are allowed, and nothing is kept of them', () => {
  const parsed = parseOrderEvent(JSON.stringify({ ...orderEvent(), cardNumber: '4111' }));
  expect(parsed).toMatchObject({ kind: 'valid' });
  expect(JSON.stringify(parsed)).not.toContain('4111');
});

test('null counts as absent, in nested objects too', () => {
  const parsed = parse({ shipping: null, shippingAddress: { line1: '1 Main St', line2: null } });
  expect(parsed).toMatchObject({ kind: 'valid', event: { shippingAddress: { line1: '1 Main St' } } });
  expect(parse({ orderTotal: null })).toMatchObject({ reason: 'MISSING_FIELD', field: 'orderTotal' });
});

test('a symbol other than $ needs a currency', () => {
  expect(parse({ orderTotal: '€59.98' })).toMatchObject({ reason: 'MISSING_FIELD', field: 'currency' });
  expect(parse({ orderTotal: '€59.98', currency: 'EUR' })).toMatchObject({
    kind: 'valid',
    event: { orderTotal: '59.98' },
  });
});

test('a language tag is kept in its canonical form', () => {
  expect(parse({ locale: 'de_de' })).toMatchObject({ event: { locale: 'de-DE' } });
});

describe('a refusal names the field, and never its value', () => {
  test.each([
    ['customerName', 'Ann secret\r\nBcc: secret@example.com'],
    ['customerName', '\ud800'],
    ['customerName', ' '],
    ['customerName', 'secret'.repeat(40)],
    ['customerEmail', 'secret-1@example.com, secret-2@example.com'],
    ['customerEmail', 'büro@example.com'],
    ['orderId', 'ORDER 1\n'],
    ['orderId', 'Ä1'],
    ['orderId', 'x'.repeat(129)],
    ['orderTotal', '-1'],
    ['orderTotal', -1],
    ['orderTotal', '1e3'],
    ['orderTotal', 'secret'],
    ['orderTotal', ''],
    ['orderTotal', '1,299.00'],
    ['orderTotal', true],
    ['currency', 'XXX'],
    ['locale', 'no secret locale'],
    ['orderUrl', 'javascript:alert(1)'],
    ['orderUrl', 'https://user:secret@example.com/'],
    ['orderItems', []],
    ['orderItems', 'Product'],
    ['estimatedDelivery', 'soon'],
    ['orderTimestamp', '2024-10-08T12:00:00'],
    ['emailType', 'NEWSLETTER'],
  ])('%s = %j', (field, value) => {
    const refusal = parse({ [field]: value });
    expect(refusal).toMatchObject({ kind: 'refused', reason: 'INVALID_FIELD', field });
    expect(JSON.stringify(refusal)).not.toContain('secret');
  });

  test.each(['orderId', 'customerEmail', 'customerName', 'orderItems', 'orderTotal', 'orderTimestamp'])(
    'without %s',
    (field) => {
      expect(parse({ [field]: undefined })).toMatchObject({
        kind: 'refused',
        reason: 'MISSING_FIELD',
        field,
      });
    },
  );

  test('inside a list, with the index', () => {
    const good = { name: 'Product', quantity: 1, price: '1' };
    expect(parse({ orderItems: [good, { ...good, price: '-1' }] })).toMatchObject({
      field: 'orderItems[1].price',
    });
    expect(parse({ orderItems: [good, { ...good, quantity: 1.5 }] })).toMatchObject({
      field: 'orderItems[1].quantity',
    });
    expect(parse({ orderItems: [null] })).toMatchObject({ field: 'orderItems[0]' });
  });
});

describe('a body that is no event', () => {
  test.each([
    ['broken', '{"orderId":', 'NOT_JSON'],
    ['empty', '', 'NOT_JSON'],
    ['a list', '[]', 'NOT_AN_OBJECT'],
    ['null', 'null', 'NOT_AN_OBJECT'],
    ['a text', '"text"', 'NOT_AN_OBJECT'],
    [
      'too large',
      JSON.stringify(orderEvent({ customerName: 'ä'.repeat(MAX_EVENT_BYTES / 2) })),
      'BODY_TOO_LARGE',
    ],
  ])('%s', (_, body, reason) => {
    expect(parseOrderEvent(body)).toMatchObject({ kind: 'refused', reason });
  });
});
