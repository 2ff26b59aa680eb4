import { RISE_FLOOR_USD, RISE_LIMIT_PERCENT } from '#contract/cost-metrics.ts';
import type { CostCrossing, CostReport, ServiceCost } from '#contract/cost-report.ts';
import { addDays, type BillingDays, type Day, daysBetween } from './billing-days.ts';

/** What one service cost on one day. A credit or a refund is negative. */
export interface DayCost {
  readonly day: Day;
  readonly service: string;
  readonly usd: number;
  readonly origin: ServiceCost['origin'];
}

/** What the money went to, as far as the days tell. */
export type Spend = Pick<CostReport, 'totalUsd' | 'forecastUsd' | 'lastMonthUsd' | 'comparison'> & {
  readonly byService: readonly ServiceCost[];
};

/** The daily mean of so many days says what the next ones will cost: every weekday is in it once. */
const FORECAST_DAYS = 7;

/** Sums the days up. What the days do not tell is left out, and nothing counts as 0 because it is not known. */
export function spendOf(costs: readonly DayCost[], days: BillingDays): Spend {
  const thisMonth = within(costs, days.monthStart, days.end);
  const lastMonth = within(costs, days.start, days.monthStart);
  return {
    byService: byService(thisMonth),
    ...(thisMonth.length > 0 && { totalUsd: sum(thisMonth) }),
    ...(lastMonth.length > 0 && { lastMonthUsd: sum(lastMonth) }),
    ...defined('comparison', comparisonOf(costs, days)),
    ...defined('forecastUsd', forecastOf(costs, days)),
  };
}

/** Dearest first. */
function byService(costs: readonly DayCost[]): ServiceCost[] {
  return [...Map.groupBy(costs, ({ service }) => service)]
    .map(([service, rows]) => ({ service, usd: sum(rows), origin: rows[0]!.origin }))
    .sort((a, b) => b.usd - a.usd || (a.service < b.service ? -1 : 1));
}

/**
 * The same days of both months: those that are over, and not more than last month had. Of a system that came into being in the
 * course of last month there are no same days, and its start would look like a rise.
 */
function comparisonOf(costs: readonly DayCost[], days: BillingDays): CostReport['comparison'] {
  const count = Math.min(days.wholeDays, days.daysOfLastMonth);
  const wasThere = costs.some(({ day }) => day === days.start);
  if (count === 0 || !wasThere) return undefined;
  const usd = sum(within(costs, days.monthStart, addDays(days.monthStart, count)));
  const lastMonthUsd = sum(within(costs, days.start, addDays(days.start, count)));
  const risePercent = lastMonthUsd > 0 ? (usd / lastMonthUsd - 1) * 100 : undefined;
  return { days: count, usd, lastMonthUsd, ...defined('risePercent', risePercent) };
}

/** What is spent, and the recent daily mean for the days that are left. */
function forecastOf(costs: readonly DayCost[], days: BillingDays): number | undefined {
  const first = costs.reduce<Day>((earliest, { day }) => (day < earliest ? day : earliest), days.today);
  const known = Math.min(FORECAST_DAYS, daysBetween(first, days.today));
  if (known === 0) return undefined;
  const daily = sum(within(costs, addDays(days.today, -known), days.today)) / known;
  const spent = sum(within(costs, days.monthStart, days.today));
  const today = sum(within(costs, days.today, days.end));
  return spent + Math.max(today, daily) + daily * (days.daysOfMonth - days.wholeDays - 1);
}

/** What is true of the month's costs that somebody must be told. */
export function crossedBy(
  { totalUsd = 0, comparison }: Pick<Spend, 'totalUsd' | 'comparison'>,
  budgetUsd: number,
): CostCrossing[] {
  return [
    ...(totalUsd > budgetUsd ? (['budget'] as const) : []),
    ...(alarmingRise(comparison) > RISE_LIMIT_PERCENT ? (['rise'] as const) : []),
  ];
}

/** The rise in percent as the alarm sees it: 0 below the floor. */
export function alarmingRise(comparison: Spend['comparison']): number {
  if (comparison?.risePercent === undefined) return 0;
  return comparison.usd - comparison.lastMonthUsd >= RISE_FLOOR_USD ? comparison.risePercent : 0;
}

/** What the days from `start` on, `end` not included, cost. */
export function costBetween(costs: readonly DayCost[], start: Day, end: Day): number {
  return sum(within(costs, start, end));
}

function within(costs: readonly DayCost[], start: Day, end: Day): DayCost[] {
  return costs.filter(({ day }) => day >= start && day < end);
}

const sum = (costs: readonly DayCost[]): number => costs.reduce((total, { usd }) => total + usd, 0);

/** A property that is left out where its value is not known. */
function defined<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value });
}
