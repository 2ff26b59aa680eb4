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
  return {
    daily(span) {
      const today = dayOf(now());
      return daysOf(span)
        .filter((day) => day <= today)
        .flatMap((day) => {
          const used = meter.usage({ start: day, end: nextDay(day) });
          const lines = day === today ? [...used, THIS_REQUEST] : used;
          return [...Map.groupBy(lines, ({ service, usageType }) => `${service}\n${usageType}`).values()].map(
            ([first, ...more]) => ({
              day,
              service: first!.service,
              usageType: first!.usageType,
              usd: [first!, ...more].reduce((sum, line) => sum + pricing(line), 0),
            }),
          );
        });
    },
  };
}

/** Every day of a span. */
export function daysOf({ start, end }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = start; day < end; day = nextDay(day)) days.push(day);
  return days;
}

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const nextDay = (day: string): string => dayOf(Date.parse(day) + DAY_MS);
