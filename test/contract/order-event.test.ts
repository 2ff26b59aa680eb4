import { describe, expect, test } from 'vitest';
import { MAX_EVENT_BYTES, parseOrderEvent } from '#contract/check-order-event.ts';
import { partIdOf } from '#contract/order-event.ts';
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

test.each(["o'brien@example.com", 'a+b@sub.example.com', 'x@xn--bcher-kva.example'])(
  'the address %s is taken as it is',
  (customerEmail) => {
    expect(parse({ customerEmail })).toMatchObject({ kind: 'valid', event: { customerEmail } });
  },
);

test('a domain beyond ASCII comes out in Punycode', () => {
  expect(parse({ customerEmail: "o'brien@bücher.example" })).toMatchObject({
    event: { customerEmail: "o'brien@xn--bcher-kva.example" },
  });
});

test('line breaks of a gift message are kept as one kind', () => {
  expect(parse({ gift: { message: 'Happy\r\nbirthday\rAnn\n' } })).toMatchObject({
    event: { gift: { message: 'Happy\nbirthday\nAnn' } },
  });
});

describe('an email about a part of the order', () => {
  test.each([
    ['ORDER_SHIPPED', 'shipment'],
    ['ORDER_REFUNDED', 'refund'],
  ])('%s needs its %s', (emailType, field) => {
    expect(parse({ emailType })).toMatchObject({ kind: 'refused', reason: 'MISSING_FIELD', field });
  });

  test.each([
    ['ORDER_CONFIRMATION', undefined],
    ['ORDER_SHIPPED', 'S-1'],
    ['ORDER_CANCELLED', undefined],
    ['ORDER_REFUNDED', 'R-1'],
  ])('%s is told apart by the id %s', (emailType, partId) => {
    const shipment = { shipmentId: 'S-1' };
    const parsed = parse({ emailType, shipment, refund: { refundId: 'R-1', amount: '5' } });
    expect(parsed.kind === 'valid' && partIdOf(parsed.event)).toBe(partId);
  });

  test('its amounts need a currency too', () => {
    const refund = { refundId: 'R-1', amount: '€5' };
    expect(parse({ refund })).toMatchObject({ reason: 'MISSING_FIELD', field: 'currency' });
    expect(parse({ refund, currency: 'EUR' })).toMatchObject({ event: { refund: { amount: '5' } } });
  });
});

test('a payment has a method and four digits; nothing else of it is kept', () => {
  const payment = { method: 'Visa', last4: '4242', cardNumber: '4111111111111111', cvc: '123' };
  expect(parse({ payment })).toMatchObject({ event: { payment: { method: 'Visa', last4: '4242' } } });
  expect(JSON.stringify(parse({ payment }))).not.toMatch(/4111|123"/);
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
    ['customerEmail', 'secret@bü cher.example'],
    ['customerEmail', 'secret@bücher.example:80'],
    ['customerEmail', 'secret@bücher.example/x'],
    ['brand', 'Secret Brand'],
    ['customerName', 'secret'.repeat(1700)],
    ['customerName', 'secret\u0000'],
    ['customerName', 'secret\u2028'],
    ['customerEmail', 'secret@example.com\r\nBcc: secret2@example.com'],
    ['customerEmail', '"secret"@example.com'],
    ['customerEmail', 'secret <secret@example.com>'],
    ['orderTotal', '1e3'],
    ['orderTotal', 'NaN'],
    ['orderTotal', 1e21],
    ['orderTotal', '9999999999999'],
    ['orderTotal', '0x10'],
    ['orderTotal', '1.23456'],
    ['orderTotal', ' '],
    ['currency', 'usd'],
    ['currency', 'BTC'],
    ['orderUrl', 'data:text/html,secret'],
    ['orderUrl', 'http://example.com/secret'],
    ['orderUrl', '//example.com/secret'],
    ['orderUrl', 'https://example.com/\nsecret'],
    ['orderUrl', `https://example.com/${'secret'.repeat(400)}`],
    ['discountCode', 'secret\u0000'],
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

  test.each([
    ['payment.last4', { payment: { method: 'Visa', last4: '4111111111111111' } }],
    ['payment.method', { payment: { last4: '4242' } }],
    ['gift.message', { gift: { message: 'secret\u0007' } }],
    ['gift.hidePrices', { gift: { hidePrices: 'yes' } }],
    ['delivery.method', { delivery: { method: 'drone' } }],
    ['delivery.pickup.name', { delivery: { method: 'pickup', pickup: {} } }],
    ['delivery.pickup.address.line1', { delivery: { method: 'pickup', pickup: { name: 'x', address: {} } } }],
    ['billingAddress.line1', { billingAddress: { city: 'secret' } }],
    ['shipment.shipmentId', { shipment: { shipmentId: 'S#secret' } }],
    ['shipment.shipmentId', { shipment: { shipmentId: 'S'.repeat(37) } }],
    ['shipment.trackingUrl', { shipment: { shipmentId: 'S', trackingUrl: 'data:text/html,secret' } }],
    ['shipment.items[0].quantity', { shipment: { shipmentId: 'S', items: [{ name: 'x', quantity: 0 }] } }],
    ['refund.amount', { refund: { refundId: 'R', amount: '-5' } }],
    ['cancellation.refundTotal', { cancellation: { refundTotal: 'NaN' } }],
    [
      'estimatedDeliveryUntil',
      { estimatedDelivery: '2024-10-12', estimatedDeliveryUntil: '2024-10-11T09:00:00Z' },
    ],
  ])('%s', (field, overrides) => {
    const refusal = parse(overrides);
    expect(refusal).toMatchObject({ kind: 'refused', field });
    expect(JSON.stringify(refusal)).not.toContain('secret');
  });

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
    ['nested without end', `{"a":${'['.repeat(60_000)}${']'.repeat(60_000)}}`, 'MISSING_FIELD'],
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
