import { describe, expect, test } from 'vitest';
import { evaluate, type Scope, type Value } from '#local/services/cloudwatch/expression.ts';
import type { TimeSeries } from '#local/services/cloudwatch/time-series.ts';

const A: TimeSeries = new Map([
  [1, 10],
  [2, 20],
]);
const B: TimeSeries = new Map([
  [2, 4],
  [3, 6],
]);

function scope(): Scope {
  const values: Record<string, Value> = { a: A, b: B, both: [A, B] };
  return {
    lookup: (id) => values[id],
    allMetrics: () => [A, B],
    periods: [1, 2, 3],
    periodSeconds: 60,
  };
}

/** A series as pairs, lists of them as lists. */
function plain(value: Value): unknown {
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.map(plain) : Object.fromEntries(value as TimeSeries);
}

describe('expressions', () => {
  test.each<[string, unknown]>([
    ['1 + 2 * 3 ^ 2 - -4', 23],
    ['(1 + 2) * 3', 9],
    ['2 - 1 - 1', 0],
    ['1.5e2', 150],
    ['1 < 2 AND 2 < 1 || 1 == 1', 1],
    ['a + 1', { 1: 11, 2: 21 }],
    ['a / b', { 2: 5 }],
    ['100 * b / 0', {}],
    ['a > 10', { 1: 0, 2: 1 }],
    ['SUM(a)', 30],
    ['AVG(a)', 15],
    ['MAX([a, b])', { 1: 10, 2: 20, 3: 6 }],
    ['SUM(METRICS())', { 1: 10, 2: 24, 3: 6 }],
    ['MIN(both)', { 1: 10, 2: 4, 3: 6 }],
    [
      'both * 2',
      [
        { 1: 20, 2: 40 },
        { 2: 8, 3: 12 },
      ],
    ],
    ['FILL(a, 0)', { 1: 10, 2: 20, 3: 0 }],
    ['FILL(b, REPEAT)', { 2: 4, 3: 6 }],
    ['FILL(a, REPEAT)', { 1: 10, 2: 20, 3: 20 }],
    ['FILL(a, 0) + FILL(b, 0)', { 1: 10, 2: 24, 3: 6 }],
    ['IF(a > 10, a, 0)', { 1: 0, 2: 20 }],
    ['IF(a > 10, b)', { 2: 4 }],
    ['if(1, a, b)', { 1: 10, 2: 20 }],
    ['a / PERIOD(a)', { 1: 10 / 60, 2: 20 / 60 }],
    ['CEIL(a / 3)', { 1: 4, 2: 7 }],
    ['ABS(0 - b)', { 2: 4, 3: 6 }],
  ])('%s', (text, expected) => {
    expect(plain(evaluate(text, scope()))).toEqual(expected);
  });

  test.each([
    ['a +', 'Expected a value but found the end.'],
    ['(a', 'Expected ) but found the end.'],
    ['a b', 'Unexpected b.'],
    ['a # b', 'Cannot read "# b".'],
    ['x + 1', 'There is no query with the id x.'],
    ["SEARCH(a, 'Sum')", /^Cannot read/],
    ['RATE(a)', /^The function RATE is not emulated .* Emulated: SUM, AVG/],
    ['[1]', 'A list holds series, not numbers.'],
  ])('%s cannot be computed, and says why', (text, message) => {
    expect(() => evaluate(text, scope())).toThrow(message);
  });
});
