import fc from 'fast-check';
import type { Brand } from '#contract/brand.ts';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';
import type { OrderEvent, OrderEventInput } from '#contract/order-event.ts';
import { MAX_ORDER_ITEMS } from '#contract/order-item.ts';
import { type RenderedEmail, renderEmail } from '#email/render-email.ts';
import { SAMPLES } from '#email/samples.ts';

/** The smallest order, checked, with the fields that a test is about. */
export function orderWith(fields: Partial<OrderEventInput> = {}): OrderEvent {
  return checked({ ...SAMPLES.minimal, ...fields });
}

/** Throws on an order that the contract refuses, so that no test runs on one. */
export function checked(input: object): OrderEvent {
  const parsed = checkOrderEvent(input);
  if (parsed.kind === 'refused') throw new Error(`${parsed.field} must be ${parsed.allowed}`);
  return parsed.event;
}

/** The order's email from a deployment of one brand. */
export function rendered(order: OrderEvent, brand: Brand): RenderedEmail {
  return renderEmail(order, { default: 'shop', brands: { shop: brand } })!;
}

/** Pieces that break out of text, attributes, links, tags and comments, or take many bytes. */
const HOSTILE = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '&lt;',
  '</td>',
  '-->',
  '<script>',
  '" onload="',
  '`',
  '{{x}}',
  '😀',
  '漢',
  'ب',
  '\u202e',
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
const link = text(300).map((path) => `https://example.com/${path}`);

export const amountText = fc
  .tuple(fc.bigInt(0n, 999_999_999_999n), fc.constantFrom('', '.5', '.00', '.99', '.125', '.0001'))
  .map(([whole, fraction]) => `${whole}${fraction}`);

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const item = fc.record({
  name: text(500),
  quantity: fc.integer({ min: 1, max: 1_000_000 }),
  price: amountText,
  sku: optional(text(100)),
  imageUrl: optional(link),
});

const items = fc
  .tuple(fc.array(item, { minLength: 1, maxLength: 5 }), fc.constantFrom(1, 1, 10, MAX_ORDER_ITEMS))
  .map(([few, times]) =>
    Array.from({ length: times }, () => few)
      .flat()
      .slice(0, MAX_ORDER_ITEMS),
  );

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

/** Orders up to the limits of the contract, and what makes templates fail. */
export const anyOrder: fc.Arbitrary<OrderEvent> = fc
  .record({
    orderId: fc.oneof(printable, fc.constantFrom('&'.repeat(128), '<b>"\'</b>')),
    customerEmail: fc.constantFrom('customer@example.com', "o'brien+a_b@example.com"),
    customerName: text(200),
    orderItems: items,
    orderTotal: amountText,
    orderTimestamp: fc.constantFrom(
      '2024-10-08T12:00:00Z',
      '2024-12-31T23:59:59.999-11:00',
      '0001-01-01T00:00:00Z',
    ),
    currency: fc.constantFrom(...CURRENCY_EXPONENTS.keys()),
    locale: optional(
      fc.constantFrom('en-US', 'de_DE', 'fr-FR', 'ja-JP', 'ar-EG', 'he-IL', 'hi-IN', 'pt-BR', 'xx-YY', 'tlh'),
    ),
    shipping: optional(amountText),
    tax: optional(amountText),
    discount: optional(amountText),
    shippingAddress: optional(address),
    estimatedDelivery: optional(fc.constantFrom('2024-10-12', '2024-02-29T08:00:00+02:00')),
    orderUrl: optional(link),
  })
  .map(checked);
