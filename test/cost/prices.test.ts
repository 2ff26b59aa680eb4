import { expect, test } from 'vitest';
import { COST_BUDGET } from '#contract/cost-budget.ts';
import { PRICES } from '#contract/prices.ts';
import { RETENTION_DAYS } from '#contract/timing.ts';
import { monthlyBill, priceOf, totalUsd, usdOf } from '#domain/bill.ts';
import { budgetOverruns, type MeteredBudget } from '#domain/cost-budget.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';

const SQS = { service: 'Amazon Simple Queue Service', usageType: 'Requests-Tier1' };
const atLimit = Object.fromEntries(
  Object.entries(COST_BUDGET).map(([name, { limit }]) => [name, limit]),
) as MeteredBudget;

test.each(Object.values(USAGE))('$usageType of $service has a price for its unit', (kind) => {
  expect(priceOf(kind).unit).toBe(kind.unit);
});

test('the price table has no kind that nothing meters, and each once', () => {
  const metered = Object.values(USAGE).map(({ service, usageType }) => `${service} ${usageType}`);
  expect(PRICES.map(({ service, usageType }) => `${service} ${usageType}`).sort()).toEqual(metered.sort());
});

test('a kind without a price is an error, never free', () => {
  expect(() => usdOf({ ...SQS, usageType: 'Requests-Tier9', quantity: 1 })).toThrow(
    'There is no price for Requests-Tier9',
  );
});

test('a bill sums a kind over all its lines before it takes the allowance off, once', () => {
  const usage = [
    { ...SQS, quantity: 900_000 },
    { ...SQS, quantity: 600_000 },
  ];
  const [line] = monthlyBill(usage, { allowances: 'free' });
  expect(line).toMatchObject({ quantity: 1_500_000, free: 1_000_000 });
  expect(line!.usd).toBeCloseTo(0.2);
  expect(totalUsd(monthlyBill(usage, { allowances: 'spent' }))).toBeCloseTo(0.6);
});

test('at its limits nothing is over the budget', () => {
  expect(budgetOverruns(atLimit)).toEqual([]);
});

test('an overrun says the unit, both numbers, and what it means a month', () => {
  expect(budgetOverruns({ ...atLimit, writeUnits: 9, customerKeys: 1, itemBytes: 1100 })).toEqual([
    'An email costs 9 DynamoDB write units; the budget is 7. That is $3.75 a month more at 100,000 emails a day. Make it cheaper, or raise the budget in src/contract/cost-budget.ts and say why.',
    'An email costs 1100 bytes of the item; the budget is 1024. Make it cheaper, or raise the budget in src/contract/cost-budget.ts and say why.',
    'An email costs 1 customer keys; the budget is 0. That is $1.00 a month more at 100,000 emails a day. Make it cheaper, or raise the budget in src/contract/cost-budget.ts and say why.',
  ]);
});

test('the budget keeps index entries for as long as the table does', () => {
  const months = COST_BUDGET.indexBytes.priced!.each * 2 ** 30;
  expect(months).toBeCloseTo(RETENTION_DAYS / 30);
});
