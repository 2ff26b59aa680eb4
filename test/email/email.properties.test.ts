import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Brand } from '#contract/brand.ts';
import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';
import type { OrderEvent } from '#contract/order-event.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { parseAmount, sum, times, toDecimal } from '#domain/money.ts';
import { SAMPLE_BRANDS } from '#email/samples.ts';
import { amountText, anyOrder } from './any-order.ts';
import { attributes, markupText, structuredData, visibleText } from './markup.ts';
import { orderWith, rendered } from './orders.ts';

const KILOBYTE = 1000;

/** Says as much as a brand may, in texts that break out. */
const brand: Brand = {
  ...SAMPLE_BRANDS.brands.potter!,
  name: 'Example & "Shop" <b> {orderId}',
  logoAlt: '" onerror="alert(1)',
  postalAddress: Array.from({ length: 6 }, () => '<'.repeat(100)),
  links: Array.from({ length: 6 }, (_, index) => ({
    label: '"'.repeat(60),
    url: `https://example.com/?a=${index}&${'b'.repeat(400)}`,
  })),
  notes: { wood: '"'.repeat(300), food: { de: "'".repeat(300) } },
};

/** Orders of two hundred lines: a failure is not made smaller for minutes. */
const LARGE = { numRuns: 40, interruptAfterTimeLimit: 15_000 };

const always = (check: (order: OrderEvent) => void) => fc.assert(fc.property(anyOrder, check), LARGE);

test('no data of any order becomes markup, and the mail stays within what Gmail shows', () => {
  always((order) => {
    const { html } = rendered(order, brand);
    expect(markupText(html)).not.toMatch(/[<>"']/);
    expect(markupText(html)).not.toMatch(/&(?!(?:amp|lt|gt|nbsp|#34|#39);)/);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(102 * KILOBYTE);
  });
});

test('what machines read of any order is JSON that nothing can break out of', () => {
  always((order) => {
    const { html } = rendered(order, brand);
    const [json] = structuredData(html);
    if (json === undefined) {
      // A mail that is full to the brim goes without.
      expect(Buffer.byteLength(html)).toBeGreaterThan(60 * KILOBYTE);
      return;
    }
    expect(json).not.toMatch(/[<>&']/);
    // A backslash of data is doubled; what is left before a quote escapes it.
    expect(json.replaceAll('\\\\', '')).not.toContain('\\"');
    const { partOfOrder, ...data } = JSON.parse(json);
    expect((partOfOrder ?? data).orderNumber).toBe(order.orderId);
  });
});

test('every link of any order is ASCII and leads to https or to a mail', () => {
  always((order) => {
    const { html } = rendered(order, brand);
    for (const link of [...attributes(html, 'href'), ...attributes(html, 'src')])
      expect(link).toMatch(/^(https:\/\/|mailto:help@)[\w.]*example\.com(\/[\x21-\x7e]*)?$/);
  });
});

test('no header of any order and any shop has more than one line, or text that is not well formed', () => {
  fc.assert(
    fc.property(
      anyOrder,
      fc.string({ unit: 'binary-ascii', maxLength: 64 }),
      fc.constantFrom('', '\u2028', '\ud800', '\u202e', '\u2066', '\r\nBcc: eve@example.com'),
      (order, name, odd) => {
        const { subject, fromName } = rendered(order, { name: name + odd });
        for (const header of [subject, fromName]) {
          expect(header).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
          expect(header.isWellFormed()).toBe(true);
        }
      },
    ),
    LARGE,
  );
});

test('no text part has control characters beyond its line breaks', () => {
  always((order) => {
    const { text } = rendered(order, brand);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028-\u202e\u2066\u2067]/u);
  });
});

test('the text part names every item of any order that the mail lists', () => {
  always((order) => {
    const { text } = rendered(order, brand);
    const listed = {
      ORDER_CONFIRMATION: order.orderItems,
      ORDER_SHIPPED: order.shipment?.items ?? (order.shipment?.partial ? [] : order.orderItems),
      ORDER_CANCELLED: order.orderItems,
      ORDER_REFUNDED: order.refund?.items ?? [],
    }[order.emailType];
    for (const { name } of listed) expect(text).toContain(name.replace(/[\u202e\u2068]/g, '').trim());
  });
});

describe('amounts', () => {
  /** Where an amount can be told from all other text, in three ways of writing them. */
  const WRITTEN = [
    { locale: 'en-US', currency: 'CHF', pattern: /-?CHF\u00a0[\d,]+\.\d{2,4}/g },
    { locale: 'de-DE', currency: 'EUR', pattern: /-?[\d.]+,\d{2,4}\u00a0€/g },
    { locale: 'ja-JP', currency: 'JPY', pattern: /-?￥[\d,]+(?:\.\d+)?/g },
    { locale: 'ar-EG', currency: 'KWD', pattern: /[٠-٩٬]+٫[٠-٩]{3,4}/g },
  ];
  const prices = fc.array(fc.tuple(amountText, fc.integer({ min: 1, max: 1_000_000 })), { minLength: 1 });
  const charges = fc.tuple(amountText, amountText, amountText, amountText, amountText);

  const priced = (
    lines: readonly (readonly [string, number])[],
    [orderTotal, shipping, tax, discount, amount]: readonly string[],
    rest: Parameters<typeof orderWith>[0],
  ) => {
    const items = lines.map(([price, quantity]) => ({ name: 'Item', price, quantity }));
    return orderWith({
      ...{ orderTotal: orderTotal!, shipping, tax, discount, orderItems: items },
      shipment: { shipmentId: 'S', items },
      refund: { refundId: 'R', amount: amount!, items },
      cancellation: { refundTotal: amount },
      ...rest,
    });
  };

  test('the text part has every amount of the HTML, whatever the type', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WRITTEN),
        fc.constantFrom(...EMAIL_TYPES),
        prices,
        charges,
        ({ pattern, ...written }, emailType, lines, amounts) => {
          const { html, text } = rendered(priced(lines, amounts, { ...written, emailType }), brand);
          const shown = visibleText(html).join('\n').match(pattern) ?? [];
          expect(shown.length > 0).toBe(emailType !== 'ORDER_SHIPPED');
          const inText = new Set(text.match(pattern));
          expect(shown.filter((amount) => !inText.has(amount))).toEqual([]);
        },
      ),
    );
  });

  test('a gift whose prices are hidden has no amount, for people or machines, whatever the type', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WRITTEN),
        fc.constantFrom(...EMAIL_TYPES),
        prices,
        charges,
        ({ pattern, ...written }, emailType, lines, amounts) => {
          const order = priced(lines, amounts, { ...written, emailType, gift: { hidePrices: true } });
          const { subject, html, text } = rendered(order, brand);
          for (const part of [subject, html, text]) expect(part).not.toMatch(pattern);
          expect(structuredData(html)[0]).not.toMatch(/price|currency|discount/i);
        },
      ),
    );
  });

  /** Lines whose sum is no more than an amount may be. */
  const few = fc.array(
    fc.tuple(
      fc.bigInt(0n, 9_999_999_999n).map((amount) => toDecimal(amount)),
      fc.integer({ min: 1, max: 100_000 }),
    ),
    { minLength: 1, maxLength: 9 },
  );

  test('the subtotal is the exact sum of the lines, in every currency', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCY_EXPONENTS), few, ([currency, exponent], lines) => {
        const subtotal = sum(lines.map(([price, quantity]) => times(parseAmount(price), quantity)));
        const total = toDecimal(subtotal + parseAmount('1'));
        const order = priced(lines, [total, '1', '0', '0', '0'], { currency, locale: 'en-US' });
        const shown = visibleText(rendered(order, brand).html);
        const text = shown[shown.indexOf('Subtotal') + 1]!;
        const [whole, fraction = ''] = /[\d,]+(?:\.\d+)?$/.exec(text)![0].replaceAll(',', '').split('.');
        expect(BigInt(whole + fraction.padEnd(4, '0'))).toBe(subtotal);
        expect(fraction.length).toBeGreaterThanOrEqual(exponent);
      }),
    );
  });
});
