import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';
import { parseAmount, times } from '#domain/money.ts';
import { formatsFor } from '#email/formats.ts';
import { amountText } from './any-order.ts';

const money = (amount: string, currency = 'USD', locale?: string) =>
  formatsFor(locale, 'en', currency).money(parseAmount(amount));

/** A currency's name may have a point of its own, as in `Cg.`. */
const digitsOf = (amount: string) => /[\d,]+(?:\.\d+)?$/.exec(amount)![0].replaceAll(',', '');

const day = (iso: string, locale?: string) => formatsFor(locale, 'en', 'USD').day(iso);

describe('money', () => {
  test.each([
    ['29.99', 'USD', undefined, '$29.99'],
    ['30', 'USD', undefined, '$30.00'],
    ['29.9900', 'USD', undefined, '$29.99'],
    ['0.0125', 'USD', undefined, '$0.0125'],
    ['1234567.5', 'EUR', 'de-DE', '1.234.567,50\u00a0€'],
    ['1234.5', 'EUR', 'fr-FR', '1\u202f234,50\u00a0€'],
    ['5000', 'JPY', 'ja-JP', '￥5,000'],
    ['1.5', 'KWD', 'en-US', 'KWD\u00a01.500'],
    ['1990', 'HUF', 'hu-HU', '1990,00\u00a0Ft'],
    ['999999999999.9999', 'USD', undefined, '$999,999,999,999.9999'],
    ['5', 'USD', 'xx-YY', '$5.00'],
    ['5', 'USD', 'de-DE-u-nu-thai', '5,00\u00a0$'],
  ])('%s %s in %s is %s', (amount, currency, locale, text) => {
    expect(money(amount, currency, locale)).toBe(text);
  });

  test('a discount is negative', () => {
    expect(formatsFor('en-US', 'en', 'USD').money(-parseAmount('5'))).toBe('-$5.00');
  });

  test('no amount in any currency is rounded, and none has fewer digits than its minor unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CURRENCY_EXPONENTS),
        amountText,
        fc.integer({ min: 1, max: 1_000_000 }),
        ([currency, exponent], price, quantity) => {
          const shown = formatsFor('en-US', 'en', currency).money(times(parseAmount(price), quantity));
          const [whole, fraction = ''] = digitsOf(shown).split('.');
          const [givenWhole, givenFraction = ''] = price.split('.');
          const given = BigInt(givenWhole + givenFraction.padEnd(4, '0')) * BigInt(quantity);
          expect(BigInt(whole + fraction.padEnd(4, '0'))).toBe(given);
          expect(fraction.length).toBeGreaterThanOrEqual(exponent);
        },
      ),
    );
  });
});

describe('days', () => {
  test('a day is the one that its own offset has', () => {
    expect(day('2024-10-08T12:00:00Z')).toBe('October 8, 2024');
    expect(day('2024-10-08T23:30:00-07:00')).toBe('October 8, 2024');
    expect(day('2024-10-09T00:30:00+14:00')).toBe('October 9, 2024');
    expect(day('2024-10-12')).toBe('October 12, 2024');
  });

  test('the language is that of the words around it, their order that of the region', () => {
    expect(day('2024-10-08', 'de-DE')).toBe('8 October 2024');
    expect(day('2024-10-08', 'en-US')).toBe('October 8, 2024');
  });

  test('years are counted as trade does it, also where another calendar is usual', () => {
    expect(day('2024-10-08', 'th-TH')).toContain('2024');
    expect(day('2024-10-08', 'fa-IR')).toContain('2024');
  });
});

test('counts are grouped as the locale does it', () => {
  expect(formatsFor('en-US', 'en', 'USD').count(1_000_000)).toBe('1,000,000');
  expect(formatsFor('de-DE', 'en', 'USD').count(1_000_000)).toBe('1.000.000');
});

test('formatters are kept, yet not without end', () => {
  const first = formatsFor('en-US', 'en', 'USD');
  expect(formatsFor('en-US', 'en', 'USD')).toBe(first);
  for (let region = 0; region < 300; region++)
    formatsFor(`en-${String(region).padStart(3, '0')}`, 'en', 'USD');
  expect(formatsFor('en-US', 'en', 'USD')).not.toBe(first);
});
