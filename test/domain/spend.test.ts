import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, billingDays, daysBetween } from '#domain/billing-days.ts';
import { alarmingRise, crossedBy, type DayCost, spendOf } from '#domain/spend.ts';

const at = (time: string) => billingDays(Date.parse(time));
const cost = (day: string, usd: number, service = 'Amazon SQS'): DayCost => ({
  day,
  service,
  usd,
  origin: 'billed',
});

/** So much a day, from one day until before another. */
function daily(start: string, end: string, usd: number): DayCost[] {
  return Array.from({ length: daysBetween(start, end) }, (_, n) => cost(addDays(start, n), usd));
}

describe('the days of a report', () => {
  it('are those of this month and the last, the end not included', () => {
    expect(at('2026-11-24T07:00:00Z')).toEqual({
      start: '2026-10-01',
      monthStart: '2026-11-01',
      today: '2026-11-24',
      end: '2026-11-25',
      daysOfMonth: 30,
      daysOfLastMonth: 31,
      wholeDays: 23,
    });
  });

  it('are never an empty span, not even on the first of a year', () => {
    expect(at('2027-01-01T00:00:00Z')).toMatchObject({
      start: '2026-12-01',
      monthStart: '2027-01-01',
      end: '2027-01-02',
      wholeDays: 0,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (nowMs) => {
        const { start, monthStart, today, end, daysOfMonth, wholeDays } = billingDays(nowMs);
        expect([start < monthStart, monthStart <= today, today < end]).toEqual([true, true, true]);
        expect(wholeDays).toBeLessThan(daysOfMonth);
        expect(daysBetween(monthStart, today)).toBe(wholeDays);
      }),
    );
  });

  it('are UTC’s, as AWS bills', () => {
    expect(at('2026-11-01T00:30:00+02:00').monthStart).toBe('2026-10-01');
  });

  it('know a leap year', () => {
    expect(at('2028-03-05T00:00:00Z').daysOfLastMonth).toBe(29);
  });
});

describe('the month', () => {
  it('is the sum of its days, today’s so far included, by service and dearest first', () => {
    const costs = [
      cost('2026-11-02', 1),
      cost('2026-11-24', 0.25),
      cost('2026-11-02', 5, 'Amazon Simple Email Service'),
      cost('2026-10-31', 100),
    ];
    expect(spendOf(costs, at('2026-11-24T07:00:00Z'))).toMatchObject({
      totalUsd: 6.25,
      lastMonthUsd: 100,
      byService: [
        { service: 'Amazon Simple Email Service', usd: 5 },
        { service: 'Amazon SQS', usd: 1.25 },
      ],
    });
  });

  it('takes credits and refunds off, even below zero', () => {
    const costs = [cost('2026-11-02', 1), cost('2026-11-03', -3)];
    expect(spendOf(costs, at('2026-11-24T07:00:00Z')).totalUsd).toBe(-2);
  });

  it('is not known without a figure, which is something else than nothing', () => {
    const spend = spendOf([cost('2026-10-31', 100)], at('2026-11-01T07:00:00Z'));
    expect(spend).not.toHaveProperty('totalUsd');
    expect(spend.lastMonthUsd).toBe(100);
    expect(spendOf([cost('2026-11-01', 0)], at('2026-11-01T07:00:00Z')).totalUsd).toBe(0);
  });
});

describe('the comparison', () => {
  const october = daily('2026-10-01', '2026-11-01', 1);

  it('is of the same days: those that are over', () => {
    const costs = [...october, ...daily('2026-11-01', '2026-11-12', 1.6)];
    const { comparison } = spendOf(costs, at('2026-11-11T07:00:00Z'));
    expect(comparison).toMatchObject({ days: 10, lastMonthUsd: 10 });
    expect(comparison?.usd).toBeCloseTo(16);
    expect(comparison?.risePercent).toBeCloseTo(60);
  });

  it('is not there on the first of a month', () => {
    expect(spendOf([...october, cost('2026-11-01', 9)], at('2026-11-01T07:00:00Z'))).not.toHaveProperty(
      'comparison',
    );
  });

  it('goes no further than last month had days', () => {
    const costs = daily('2027-02-01', '2027-03-31', 1);
    const { comparison } = spendOf(costs, at('2027-03-31T07:00:00Z'));
    expect(comparison).toEqual({ days: 28, usd: 28, lastMonthUsd: 28, risePercent: 0 });
  });

  it('is not there for a system that began in the course of last month', () => {
    const costs = [...daily('2026-10-20', '2026-11-01', 1), ...daily('2026-11-01', '2026-11-25', 1)];
    expect(spendOf(costs, at('2026-11-24T07:00:00Z'))).not.toHaveProperty('comparison');
  });

  it('knows no percentage of nothing or of a credit', () => {
    for (const usd of [0, -1]) {
      const costs = [...daily('2026-10-01', '2026-11-01', usd), ...daily('2026-11-01', '2026-11-05', 1)];
      expect(spendOf(costs, at('2026-11-05T07:00:00Z')).comparison).not.toHaveProperty('risePercent');
    }
  });
});

describe('the forecast', () => {
  it('goes on as the last seven days, over the turn of the month too', () => {
    const costs = [...daily('2026-10-01', '2026-10-29', 100), ...daily('2026-10-29', '2026-11-04', 2)];
    expect(spendOf(costs, at('2026-11-04T07:00:00Z')).forecastUsd).toBeCloseTo(3 * 2 + 27 * ((100 + 12) / 7));
    expect(spendOf(daily('2026-10-01', '2026-11-01', 2), at('2026-11-01T07:00:00Z')).forecastUsd).toBe(60);
  });

  it('goes by the days there are', () => {
    expect(spendOf([cost('2026-11-23', 3)], at('2026-11-24T07:00:00Z')).forecastUsd).toBe(3 + 7 * 3);
  });

  it('is not below what today has cost already', () => {
    const costs = [cost('2026-11-29', 1), cost('2026-11-30', 50)];
    expect(spendOf(costs, at('2026-11-30T07:00:00Z')).forecastUsd).toBe(51);
  });

  it('is not there before a day is over', () => {
    expect(spendOf([cost('2026-11-24', 3)], at('2026-11-24T07:00:00Z'))).not.toHaveProperty('forecastUsd');
  });
});

describe('what people must be told', () => {
  const rise = (usd: number, lastMonthUsd: number) => ({
    days: 10,
    usd,
    lastMonthUsd,
    risePercent: (usd / lastMonthUsd - 1) * 100,
  });

  it('is a month above the budget, not one that just meets it', () => {
    expect(crossedBy({ totalUsd: 50.01 }, 50)).toEqual(['budget']);
    expect(crossedBy({ totalUsd: 50 }, 50)).toEqual([]);
  });

  it('is a rise of more than half, of a dollar at least', () => {
    expect(crossedBy({ totalUsd: 16, comparison: rise(16, 10) }, 50)).toEqual(['rise']);
    expect(crossedBy({ totalUsd: 15, comparison: rise(15, 10) }, 50)).toEqual([]);
    expect(crossedBy({ totalUsd: 1, comparison: rise(0.9, 0.1) }, 50)).toEqual([]);
    expect(alarmingRise(rise(0.9, 0.1))).toBe(0);
  });

  it('is nothing where nothing is known', () => {
    expect(crossedBy({}, 50)).toEqual([]);
    expect(alarmingRise(undefined)).toBe(0);
  });
});
