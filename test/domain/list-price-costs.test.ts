import { describe, expect, it } from 'vitest';
import { billingDays } from '#domain/billing-days.ts';
import { countBetween, perMonth } from '#domain/daily-counts.ts';
import { listPriceCosts } from '#domain/list-price-costs.ts';

const counts = (entries: Record<string, number>) => new Map(Object.entries(entries));
const emails = counts({ '2026-11-02': 2_000, '2026-11-03': 4_000 });
const costChecks = counts({ '2026-11-02': 1, '2026-11-03': 3 });

describe('what carries no tag', () => {
  it('is added at list price, day by day', () => {
    expect(listPriceCosts([], { emails, costChecks, sesPlan: 'NONE' })).toEqual([
      { day: '2026-11-02', service: 'Amazon Simple Email Service', usd: 0.2, origin: 'list-price' },
      { day: '2026-11-03', service: 'Amazon Simple Email Service', usd: 0.4, origin: 'list-price' },
      { day: '2026-11-02', service: 'AWS Cost Explorer', usd: 0.01, origin: 'list-price' },
      { day: '2026-11-03', service: 'AWS Cost Explorer', usd: 0.03, origin: 'list-price' },
    ]);
  });

  it('is dearer on the plan that new accounts start on', () => {
    const [first] = listPriceCosts([], { emails, sesPlan: 'ESSENTIALS' });
    expect(first?.usd).toBeCloseTo(0.32);
  });

  it('is never counted twice: what Cost Explorer shows anything of is left alone', () => {
    const shown = { day: '2026-10-02', usd: 1, origin: 'billed' } as const;
    const billed = [
      { ...shown, service: 'Amazon Simple Email Service' },
      { ...shown, service: 'AWS Cost Explorer' },
    ];
    expect(listPriceCosts(billed, { emails, costChecks, sesPlan: 'NONE' })).toEqual([]);
  });

  it('is not guessed: a plan of unknown price and counts that are not known add nothing', () => {
    expect(listPriceCosts([], { emails, sesPlan: 'PRO' })).toEqual([]);
    expect(listPriceCosts([], { emails, sesPlan: undefined })).toEqual([]);
    expect(listPriceCosts([], { sesPlan: 'NONE' })).toEqual([]);
  });
});

describe('counts', () => {
  const days = billingDays(Date.parse('2026-11-24T07:00:00Z'));

  it('are added up over days, the last not included', () => {
    expect(countBetween(emails, '2026-11-01', '2026-11-03')).toBe(2_000);
  });

  it('are scaled to a month by the whole days since the first', () => {
    expect(perMonth(counts({ '2026-11-22': 100, '2026-11-23': 300, '2026-11-24': 999 }), days)).toBe(6_000);
  });

  it('go no further back than thirty days', () => {
    expect(perMonth(counts({ '2026-10-01': 9_999, '2026-11-23': 30 }), days)).toBe(30);
  });

  it('say nothing where there are none, or only today’s', () => {
    expect(perMonth(undefined, days)).toBeUndefined();
    expect(perMonth(counts({}), days)).toBeUndefined();
    expect(perMonth(counts({ '2026-11-24': 5 }), days)).toBeUndefined();
  });
});
