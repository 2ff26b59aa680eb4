import type { DaySpan, Meter, Pricing, UsageLine } from '../../meter/usage.ts';

/** What one kind of usage cost on one day. */
export interface DailyCost {
  /** Such as `2026-11-24`, in UTC. */
  readonly day: string;
  readonly service: string;
  readonly usageType: string;
  readonly usd: number;
}

/** Where the account's costs are known. */
export interface CostSource {
  /** One line for each day and kind of usage; days that are not over hold what there is so far. */
  daily(span: DaySpan): readonly DailyCost[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The request that asks is on the bill as well, and is counted only once it is answered. */
const THIS_REQUEST: UsageLine = {
  service: 'AWS Cost Explorer',
  usageType: 'APIRequest',
  unit: 'request',
  operation: 'GetCostAndUsage',
  resource: '',
  quantity: 1,
};

/** The meter's units at the owner's prices. AWS shows costs hours later; here they are known at once. */
export function meteredCosts(meter: Meter, pricing: Pricing, now: () => number): CostSource {
  // What a day cost that is over does not change any more.
  const closed = new Map<string, readonly DailyCost[]>();
  const priced = (day: string, more: readonly UsageLine[] = []) =>
    pricedDay(day, [...meter.usage({ start: day, end: nextDay(day) }), ...more], pricing);
  return {
    daily(span) {
      const today = dayOf(now());
      return daysOf(span)
        .filter((day) => day <= today)
        .flatMap((day) => {
          if (day === today) return priced(day, [THIS_REQUEST]);
          const costs = closed.get(day) ?? priced(day);
          closed.set(day, costs);
          return costs;
        });
    },
  };
}

function pricedDay(day: string, lines: readonly UsageLine[], pricing: Pricing): DailyCost[] {
  const kinds = Map.groupBy(lines, ({ service, usageType }) => `${service}\n${usageType}`);
  return [...kinds.values()].map((same) => {
    const { service, usageType } = same[0]!;
    return { day, service, usageType, usd: same.reduce((sum, line) => sum + pricing(line), 0) };
  });
}

/** Every day of a span. */
export function daysOf({ start, end }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = start; day < end; day = nextDay(day)) days.push(day);
  return days;
}

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const nextDay = (day: string): string => dayOf(Date.parse(day) + DAY_MS);
