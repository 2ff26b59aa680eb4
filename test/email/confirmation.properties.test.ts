import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributes, markupText, visibleText } from './markup.ts';
import { amountText, anyOrder, orderWith, rendered } from './orders.ts';

const brand = { name: 'Example & "Shop" <b>', supportEmail: 'help@example.com' };

const KILOBYTE = 1000;

/** Orders of two hundred lines: a failure is not made smaller for minutes. */
const LARGE = { numRuns: 40, interruptAfterTimeLimit: 15_000 };

test('no data of any order becomes markup, and the mail stays within what Gmail shows', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      const { html } = rendered(order, brand);
      expect(markupText(html)).not.toMatch(/[<>"']/);
      expect(markupText(html)).not.toMatch(/&(?!(?:amp|lt|gt|nbsp|#34|#39);)/);
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(102 * KILOBYTE);
    }),
    LARGE,
  );
});

test('every link of any order is ASCII and leads to https or to a mail', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      const { html } = rendered(order, brand);
      for (const link of [...attributes(html, 'href'), ...attributes(html, 'src')]) {
        expect(link).toMatch(/^(https:\/\/example\.com\/|mailto:help@example\.com$)[\x21-\x7e]*$/);
      }
    }),
    LARGE,
  );
});

test('the subject of any order and any shop is one line of well-formed text', () => {
  fc.assert(
    fc.property(
      anyOrder,
      fc.string({ unit: 'binary-ascii' }),
      fc.constantFrom('', '\u2028', '\ud800', '\u202e'),
      (order, name, odd) => {
        const { subject } = rendered(order, { name: name + odd });
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(subject.isWellFormed()).toBe(true);
      },
    ),
    LARGE,
  );
});

/** Where an amount can be told from all other text, in three ways of writing them. */
const WRITTEN = [
  { locale: 'en-US', currency: 'CHF', pattern: /-?CHF\u00a0[\d,]+\.\d{2,4}/g },
  { locale: 'de-DE', currency: 'EUR', pattern: /-?[\d.]+,\d{2,4}\u00a0€/g },
  { locale: 'ja-JP', currency: 'JPY', pattern: /-?￥[\d,]+(?:\.\d+)?/g },
];

test('the text part has every amount of the HTML', () => {
  const prices = fc.array(fc.tuple(amountText, fc.integer({ min: 1, max: 1_000_000 })), { minLength: 1 });
  fc.assert(
    fc.property(
      fc.constantFrom(...WRITTEN),
      prices,
      fc.tuple(amountText, amountText, amountText, amountText),
      ({ locale, currency, pattern }, lines, [orderTotal, shipping, tax, discount]) => {
        const order = orderWith({
          ...{ locale, currency, orderTotal, shipping, tax, discount },
          orderItems: lines.map(([price, quantity]) => ({ name: 'Item', price, quantity })),
        });
        const { html, text } = rendered(order, brand);
        const amounts = visibleText(html).join('\n').match(pattern) ?? [];
        expect(amounts.length).toBeGreaterThanOrEqual(lines.length + 3);
        const inText = new Set(text.match(pattern));
        expect(amounts.filter((amount) => !inText.has(amount))).toEqual([]);
      },
    ),
  );
});

test('the text part names every item of any order', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      const { text } = rendered(order, brand);
      for (const { name } of order.orderItems) expect(text).toContain(name.replace(/\u202e/g, ''));
    }),
    LARGE,
  );
});
