import { describe, expect, it } from 'vitest';
import { COST_BUDGET } from '#contract/cost-budget.ts';
import { advise } from '#domain/cost-advice/advise.ts';
import type { CostFacts } from '#domain/cost-advice/facts.ts';

const LOG_BYTES = COST_BUDGET.logBytes.limit;

/** A month of 100,000 emails a day, of which nothing could be made cheaper. */
const lean: CostFacts = {
  emails: 3_000_000,
  sesPlan: 'NONE',
  nextSesPlan: undefined,
  sesUsd: 300,
  deliverabilityManager: false,
  dedicatedIps: 0,
  senderRuns: 300_000,
  orderMessages: 3_000_000,
  logBytes: LOG_BYTES * 3_000_000,
  onDemand: true,
  tableWriteUnits: 12_000_000,
  hourlyWriteUnits: undefined,
  itemBytes: 900,
  dashboards: 3,
  customMetrics: 10,
};

const hours = (count: number, units: (hour: number) => number) =>
  Array.from({ length: count }, (_, hour) => units(hour));

/** Facts that are off by one thing, the rule that must notice, and the saving a month. */
const CASES: readonly (readonly [rule: string, facts: Partial<CostFacts>, savingUsd: number])[] = [
  ['ses-plan', { sesPlan: 'ESSENTIALS', sesUsd: 480 }, 180],
  ['provisioned-table', { hourlyWriteUnits: [hours(336, () => 18_000)] }, 8.2125],
  ['provisioned-table', { hourlyWriteUnits: [hours(336, () => 90_000)] }, 41.0625 - 11.8625],
  ['batch-size', { senderRuns: 3_000_000 }, 2.7],
  ['log-volume', { logBytes: 1024 ** 3 + LOG_BYTES * 3_000_000 }, 0.5],
  ['dashboards', { dashboards: 4 }, 3],
  ['dashboards', { dashboards: 40 }, 6],
  ['custom-metrics', { customMetrics: 15 }, 1.5],
  ['item-size', { itemBytes: 1_025 }, 3.75],
  ['dedicated-ips', { dedicatedIps: 2, sesUsd: 349.9 }, 49.9],
  ['deliverability-manager', { deliverabilityManager: true, sesUsd: 510 }, 210],
  ['attachments', { sesUsd: 312 }, 12],
];

describe('advice', () => {
  it('is nothing for a month that is as cheap as it can be', () => {
    expect(advise(lean)).toEqual([]);
  });

  it.each(CASES)('%s: says what it saves', (rule, facts, savingUsd) => {
    const [advice, ...others] = advise({ ...lean, ...facts });
    expect(advice?.rule).toBe(rule);
    expect(advice?.savingUsd).toBeCloseTo(savingUsd, 4);
    expect(advice?.text).toMatch(/\.$|`\.$/);
    expect(others).toEqual([]);
  });

  it('is silent where the account’s numbers are not known', () => {
    expect(advise({})).toEqual([]);
    for (const [rule, facts] of CASES) {
      for (const unknown of Object.keys(lean) as (keyof CostFacts)[]) {
        const found = advise({ ...lean, ...facts, [unknown]: undefined });
        expect(
          found.every((advice) => Number.isFinite(advice.savingUsd)),
          `${rule} without ${unknown}`,
        ).toBe(true);
      }
    }
  });

  it('names the largest saving first, and nothing below a dime', () => {
    const found = advise({ ...lean, customMetrics: 15, dashboards: 4, senderRuns: 310_000 });
    expect(found.map(({ rule }) => rule)).toEqual(['dashboards', 'custom-metrics']);
  });
});

describe('the plan', () => {
  it('is not advised again once it is on its way', () => {
    expect(advise({ ...lean, sesPlan: 'ESSENTIALS', sesUsd: 480, nextSesPlan: 'NONE' })).toEqual([]);
  });

  it('counts what is certain of more than ten million', () => {
    const [advice] = advise({ sesPlan: 'ESSENTIALS', emails: 300_000_000 });
    expect(advice?.savingUsd).toBeCloseTo(600);
  });
});

describe('a provisioned table', () => {
  it('is not advised where the writes come in bursts', () => {
    const bursts = hours(336, (hour) => (hour % 24 === 0 ? 24 * 18_000 : 0));
    expect(advise({ ...lean, hourlyWriteUnits: [bursts] })).toEqual([]);
  });

  it('nor after less than a week, nor where it is one already', () => {
    expect(advise({ ...lean, hourlyWriteUnits: [hours(167, () => 18_000)] })).toEqual([]);
    expect(advise({ ...lean, onDemand: false, hourlyWriteUnits: [hours(336, () => 18_000)] })).toEqual([]);
  });
});
