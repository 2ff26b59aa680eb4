import fc from 'fast-check';
import { MAX_EVENT_BYTES } from '#contract/check-order-event.ts';
import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';
import { LANGUAGE_TAGS } from '#contract/languages.ts';
import type { OrderEvent, OrderEventInput } from '#contract/order-event.ts';
import { MAX_ORDER_ITEMS } from '#contract/order-item.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { checked } from './orders.ts';

/** Pieces that break out of text, attributes, links, tags, comments, scripts and templates, or take many bytes. */
const HOSTILE = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '&lt;',
  '</td>',
  '-->',
  '<!--',
  '<script>',
  '</script>',
  '" onload="',
  '`',
  '{{x}}',
  '{shop}',
  '😀',
  '漢',
  'ب',
  '\u202e',
  '\u2068',
  '=',
  '\\',
];

const piece = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) }),
);

/** Up to `maximum` characters, often all of them. */
function text(maximum: number): fc.Arbitrary<string> {
  const filled = fc
    .tuple(piece, fc.integer({ min: 1, max: maximum }), fc.boolean())
    .map(([unit, length, full]) =>
      unit
        .repeat(maximum)
        .slice(0, full ? maximum : length)
        .toWellFormed(),
    );
  const mixed = fc
    .array(piece, { minLength: 1 })
    .map((pieces) => pieces.join('').slice(0, maximum).toWellFormed());
  return fc.oneof(filled, mixed).map((value) => value.trim() || 'x');
}

/** Two hundred of the longest would only make the tests slow; the size is covered by the names. */
const itemLink = text(300).map((path) => `https://example.com/${path}`);

/** The longest that there may be. */
const link = text(1980).map((path) => `https://example.com/${path}`);

export const amountText = fc
  .tuple(fc.bigInt(0n, 999_999_999_999n), fc.constantFrom('', '.5', '.00', '.99', '.125', '.0001'))
  .map(([whole, fraction]) => `${whole}${fraction}`);

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const flag = optional(fc.boolean());

const partItem = {
  name: text(500),
  quantity: fc.integer({ min: 1, max: 1_000_000 }),
  sku: optional(text(100)),
  variant: optional(text(200)),
  imageUrl: optional(itemLink),
  url: optional(itemLink),
};

const item = fc.record({
  ...partItem,
  price: amountText,
  category: optional(fc.constantFrom('wood', 'food', '__proto__', 'constructor')),
  kind: optional(fc.constantFrom('physical', 'digital')),
  downloadUrl: optional(itemLink),
});

const repeated = <Item>(one: fc.Arbitrary<Item>) =>
  fc
    .tuple(fc.array(one, { minLength: 1, maxLength: 5 }), fc.constantFrom(1, 1, 1, 10, MAX_ORDER_ITEMS / 5))
    .map(([few, times]) =>
      Array.from({ length: times }, () => few)
        .flat()
        .slice(0, MAX_ORDER_ITEMS),
    );

const partItems = repeated(fc.record({ ...partItem, price: optional(amountText) }));

const address = fc.record({
  name: optional(text(200)),
  company: optional(text(200)),
  line1: text(200),
  line2: optional(text(200)),
  city: optional(text(200)),
  region: optional(text(200)),
  postalCode: optional(text(32)),
  country: optional(text(100)),
});

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 128,
});

const partId = fc.constantFrom('S-1', '<b>"', "'&:'");
const payment = fc.record({ method: text(50), last4: optional(fc.constantFrom('0000', '4242')) });
const expected = {
  estimatedDelivery: optional(fc.constantFrom('2024-10-12', '2024-02-29T08:00:00+02:00')),
  estimatedDeliveryUntil: optional(fc.constantFrom('2024-10-12', '2024-12-31')),
};
const delivery = fc.record({
  method: fc.constantFrom('ship', 'pickup', 'digital'),
  name: optional(text(100)),
  pickup: optional(fc.record({ name: text(200), address: optional(address), hours: optional(text(200)) })),
});

const LOCALES = [
  'de_DE',
  'he-IL',
  'hi-IN',
  'fa-IR',
  'de-CH',
  'zh-TW',
  'pt-PT',
  'xx-YY',
  'tlh',
  ...LANGUAGE_TAGS,
];

/** Orders of every type up to the limits of the contract, and what makes templates fail. */
export const anyOrder: fc.Arbitrary<OrderEvent> = fc
  .record({
    orderId: fc.oneof(printable, fc.constantFrom('&'.repeat(128), '<b>"\'</b>')),
    customerEmail: fc.constantFrom('customer@example.com', "o'brien+a_b@example.com", 'a@bücher.example'),
    customerName: text(200),
    orderItems: repeated(item),
    orderTotal: amountText,
    orderTimestamp: fc.constantFrom(
      '2024-10-08T12:00:00Z',
      '2024-12-31T23:59:59.999-11:00',
      '0001-01-01T00:00:00Z',
    ),
    emailType: fc.constantFrom(...EMAIL_TYPES),
    currency: fc.constantFrom(...CURRENCY_EXPONENTS.keys()),
    locale: optional(fc.constantFrom(...LOCALES)),
    subtotal: optional(amountText),
    shipping: optional(amountText),
    tax: optional(amountText),
    discount: optional(amountText),
    discountCode: optional(text(64)),
    shippingAddress: optional(address),
    billingAddress: optional(address),
    delivery: optional(delivery),
    ...expected,
    gift: optional(
      fc.record({
        message: optional(text(500).map((message) => message.replaceAll('a', '\n').trim() || 'x')),
        recipientName: optional(text(200)),
        hidePrices: flag,
      }),
    ),
    payment: optional(payment),
    orderUrl: optional(link),
    shipment: fc.record({
      shipmentId: partId,
      carrier: optional(text(100)),
      trackingNumber: optional(text(100)),
      trackingUrl: optional(link),
      items: optional(partItems),
      partial: flag,
      ...expected,
    }),
    cancellation: optional(fc.record({ reason: optional(text(300)), refundTotal: optional(amountText) })),
    refund: fc.record({
      refundId: partId,
      amount: amountText,
      partial: flag,
      reason: optional(text(300)),
      items: optional(partItems),
      toMethod: optional(payment),
    }),
  })
  .map((order) => checked(order as OrderEventInput))
  // As a message it would be refused for its size.
  .filter((order) => Buffer.byteLength(JSON.stringify(order)) <= MAX_EVENT_BYTES);
