import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTotal, type Priced, parseAmount, sum, times, toDecimal } from '#domain/money.ts';

const tenThousandths = fc.bigInt({ min: 0n, max: 9_999_999_999_999_999n });

/** The decimal string of a number of ten-thousandths, written without the code under test. */
function written(amount: bigint, decimals = 4): string {
  const divisor = 10n ** BigInt(4 - decimals);
  const digits = String(amount / divisor).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

describe('amounts', () => {
  test.each([
    ['0', 0n],
    ['7', 70_000n],
    ['29.99', 299_900n],
    ['0.0125', 125n],
    ['007.50', 75_000n],
    ['999999999999.9999', 9_999_999_999_999_999n],
  ])('%s is read exactly', (decimal, amount) => {
    expect(parseAmount(decimal)).toBe(amount);
  });

  test.each(['', ' 1', '1.', '.5', '-1', '+1', '1e3', '0x10', 'NaN', '1,5', '1.00000', '$5', '١'])(
    'what is not a plain decimal is refused: %j',
    (text) => {
      expect(() => parseAmount(text)).toThrow(RangeError);
    },
  );

  test.each([
    [0n, '0'],
    [-0n, '0'],
    [299_900n, '29.99'],
    [300_000n, '30'],
    [1n, '0.0001'],
    [-50_000n, '-5'],
    [-1_234n, '-0.1234'],
  ])('%s ten-thousandths are written as %s', (amount, decimal) => {
    expect(toDecimal(amount)).toBe(decimal);
  });

  test('writing and reading lose nothing, whatever number of decimals was given', () => {
    fc.assert(
      fc.property(tenThousandths, fc.integer({ min: 0, max: 4 }), (amount, decimals) => {
        const decimal = written(amount, decimals);
        const read = parseAmount(decimal);
        expect(read % 10n ** BigInt(4 - decimals)).toBe(0n);
        expect(written(read, decimals)).toBe(decimal);
        expect(parseAmount(toDecimal(read))).toBe(read);
      }),
    );
  });

  test('a price times a quantity is exact where floating point is not', () => {
    expect(toDecimal(times(parseAmount('999999999999.9999'), 1_000_000))).toBe('999999999999999900');
    expect(toDecimal(times(parseAmount('0.1'), 3))).toBe('0.3');
    fc.assert(
      fc.property(tenThousandths, fc.integer({ min: 1, max: 1_000_000 }), (amount, quantity) => {
        expect(times(parseAmount(written(amount)), quantity)).toBe(amount * BigInt(quantity));
      }),
    );
  });

  test('sums do not depend on the order of their parts', () => {
    fc.assert(
      fc.property(fc.array(tenThousandths), (amounts) => {
        expect(sum(amounts)).toBe(sum(amounts.toReversed()));
        expect(sum([...amounts, 1n])).toBe(sum(amounts) + 1n);
      }),
    );
  });
});

describe('the check of the total', () => {
  const order = (fields: Partial<Priced>): Priced => ({
    orderItems: [
      { name: 'Mug', quantity: 2, price: '18.50' },
      { name: 'Board', quantity: 1, price: '42' },
    ],
    orderTotal: '79.00',
    ...fields,
  });

  test('lines alone make the total', () => {
    expect(checkTotal(order({}))).toEqual({ kind: 'adds-up', subtotal: 790_000n, tax: 'none' });
  });

  test('shipping and tax come on top, the discount goes off', () => {
    const charges = { shipping: '6.90', tax: '8.47', discount: '10', orderTotal: '84.37' };
    expect(checkTotal(order(charges))).toEqual({ kind: 'adds-up', subtotal: 790_000n, tax: 'added' });
  });

  test('tax that is part of the prices is told from tax on top', () => {
    const check = checkTotal(order({ tax: '12.61' }));
    expect(check).toEqual({ kind: 'adds-up', subtotal: 790_000n, tax: 'included' });
  });

  test('a difference is reported with its sign, down to the smallest', () => {
    expect(checkTotal(order({ orderTotal: '78.9999' }))).toEqual({ kind: 'differs', difference: 1n });
    expect(checkTotal(order({ orderTotal: '80' }))).toEqual({ kind: 'differs', difference: -10_000n });
  });

  const parts = fc.record({
    lines: fc.array(fc.tuple(fc.bigInt(0n, 99_999_999n), fc.integer({ min: 1, max: 1000 })), {
      minLength: 1,
    }),
    shipping: fc.bigInt(0n, 99_999_999n),
    tax: fc.bigInt(0n, 99_999_999n),
  });

  test('any order adds up to the sum of its parts, and to nothing else', () => {
    fc.assert(
      fc.property(parts, fc.bigInt(1n, 99_999n), ({ lines, shipping, tax }, off) => {
        const total = lines.reduce(
          (all, [price, quantity]) => all + price * BigInt(quantity),
          shipping + tax,
        );
        const priced = {
          orderItems: lines.map(([price, quantity]) => ({ name: 'Item', quantity, price: written(price) })),
          shipping: written(shipping),
          tax: written(tax),
        };
        expect(checkTotal({ ...priced, orderTotal: written(total) }).kind).toBe('adds-up');
        expect(checkTotal({ ...priced, orderTotal: written(total + off) })).toEqual({
          kind: 'differs',
          difference: -off,
        });
      }),
    );
  });
});
