import type { Action } from '../../../gateway/service.ts';
import type { CostExplorer } from '../cost-explorer.ts';
import { type DailyCost, dayOf, daysOf } from '../cost-source.ts';
import { notEmulatedHere, validation } from '../errors.ts';
import { dimensionOf, type Expression, matches, type TagLookup } from '../filter.ts';

/** They differ by discounts and commitments, of which there are none here. */
const METRICS = ['AmortizedCost', 'BlendedCost', 'NetAmortizedCost', 'NetUnblendedCost', 'UnblendedCost'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Input {
  readonly TimePeriod?: { readonly Start?: string; readonly End?: string };
  readonly Granularity?: string;
  readonly Metrics?: readonly string[];
  readonly Filter?: Expression;
  readonly GroupBy?: readonly Grouping[];
}

interface Grouping {
  readonly Type?: string;
  readonly Key?: string;
}

export function getCostAndUsage(costs: CostExplorer): Action {
  return (input: Input, context) => {
    context.authorize({ action: 'ce:GetCostAndUsage', resource: '*' });
    const span = requireSpan(input);
    const metrics = requireMetrics(input);
    const periodOf = requireGranularity(input);
    const groupings = input.GroupBy ?? [];
    if (groupings.length > 2) throw validation('Failed to get cost and usage: at most two groups.');
    const matching = costs.source
      .daily(span)
      .filter((cost) => matches(cost, input.Filter, costs.tagOf))
      .map((cost) => ({ ...cost, keys: groupings.map((one) => keyOf(cost, one, costs.tagOf)) }));
    const periods = Map.groupBy(
      daysOf(span).filter((day) => day <= dayOf(costs.now())),
      periodOf,
    );
    return {
      GroupDefinitions: groupings,
      ResultsByTime: [...periods].map(([period, days]) => ({
        ...result(
          matching.filter(({ day }) => periodOf(day) === period),
          metrics,
          groupings.length > 0,
        ),
        TimePeriod: { Start: days[0], End: nextDay(days.at(-1)!) },
        // AWS closes a month a few days after its end.
        Estimated: days.at(-1)!.slice(0, 7) === dayOf(costs.now()).slice(0, 7),
      })),
      DimensionValueAttributes: [],
    };
  };
}

type KeyedCost = DailyCost & { readonly keys: readonly string[] };

function result(rows: readonly KeyedCost[], metrics: readonly string[], grouped: boolean): object {
  if (!grouped) return { Total: amounts(rows, metrics), Groups: [] };
  const groups = Map.groupBy(rows, ({ keys }) => keys.join('\n'));
  return {
    Total: {},
    Groups: [...groups.values()].map((group) => ({ Keys: group[0]!.keys, Metrics: amounts(group, metrics) })),
  };
}

/** AWS gives ten decimals. */
function amounts(rows: readonly DailyCost[], metrics: readonly string[]): object {
  const Amount = rows.reduce((sum, { usd }) => sum + usd, 0).toFixed(10);
  return Object.fromEntries(metrics.map((name) => [name, { Amount, Unit: 'USD' }]));
}

function keyOf(cost: DailyCost, { Type, Key = '' }: Grouping, tagOf: TagLookup): string {
  if (Type === 'DIMENSION') return dimensionOf(cost, Key);
  if (Type === 'TAG') return `${Key}$${tagOf(Key) ?? ''}`;
  throw notEmulatedHere(`groups by ${Type}`, 'DIMENSION, TAG');
}

function requireSpan({ TimePeriod: { Start = '', End = '' } = {} }: Input): { start: string; end: string } {
  if (!DAY.test(Start) || !DAY.test(End))
    throw validation('Start time and end time must be dates such as 2026-11-01.');
  if (Start >= End) throw validation('Start date (and hour) should be before end date (and hour)');
  return { start: Start, end: End };
}

function requireMetrics({ Metrics = [] }: Input): readonly string[] {
  if (Metrics.length === 0) throw validation('Metrics: at least one metric.');
  const unknown = Metrics.filter((name) => !METRICS.includes(name));
  if (unknown.length > 0) throw notEmulatedHere(`the metric ${unknown.join(', ')}`, METRICS.join(', '));
  return Metrics;
}

/** Which period a day belongs to. */
function requireGranularity({ Granularity }: Input): (day: string) => string {
  if (Granularity === 'DAILY') return (day) => day;
  if (Granularity === 'MONTHLY') return (day) => day.slice(0, 7);
  throw notEmulatedHere(`the granularity ${Granularity}`, 'DAILY, MONTHLY');
}

function nextDay(day: string): string {
  return dayOf(Date.parse(day) + 24 * 60 * 60 * 1000);
}
