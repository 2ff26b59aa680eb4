import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';
import { amountOf, decimalOf, pricePerPiece, sum } from '#shops/money.ts';

test.each([
  ['29.99', 4, 'EUR', '29.99'],
  [29.99, 4, 'EUR', '29.99'],
  [0.1 + 0.2, 2, 'EUR', '0.30'],
  ['1.005', 2, 'EUR', '1.01'],
  [62.0784, 2, 'USD', '62.08'],
  ['-0.84', 4, 'EUR', '-0.84'],
  [1e-7, 4, 'EUR', '0.00'],
  ['1500', 4, 'JPY', '1500'],
  ['1.2345', 4, 'KWD', '1.2345'],
  ['7', 4, 'KWD', '7.000'],
] as const)('%j with %i decimals in %s is %s', (value, decimals, currency, decimal) => {
  expect(decimalOf(amountOf(value, decimals), currency)).toBe(decimal);
});

test('the pieces of a line cost exactly what the line does, and differ by no more than a minor unit', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 16n),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom(...CURRENCY_EXPONENTS.keys()),
      (total, quantity, currency) => {
        const parts = pricePerPiece(total, quantity, currency);
        expect(parts.reduce((count, part) => count + part.quantity, 0)).toBe(quantity);
        expect(sum(parts.map((part) => amountOf(part.price) * BigInt(part.quantity)))).toBe(total);
        const [low, high] = parts.map((part) => amountOf(part.price));
        if (low !== undefined && high !== undefined) expect(high - low).toBeLessThanOrEqual(10_000n);
      },
    ),
  );
});
