import type { Meter, UsageLine } from '../meter/usage.ts';
import { USAGE } from '../meter/usage-kinds.ts';
import type { Gauges } from '../services/cloudwatch/cloudwatch.ts';
import type { Dimensions, MetricDatum } from '../services/cloudwatch/metrics.ts';
import type { Timers } from '../world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const GIGABYTE = 1024 ** 3;

/** What DynamoDB and CloudWatch Logs tell CloudWatch of what was used in the last minute: the meter has counted it. */
export function usageGauges(meter: Meter, timers: Timers): Gauges {
  const since = dayOf(timers.now());
  const totals = () => {
    const lines = meter.usage({ start: since, end: dayOf(timers.now() + DAY_MS) });
    return lines.flatMap((line) => measured(line) ?? []);
  };
  let before = new Map<string, number>();
  for (const one of totals()) before.set(one.key, (before.get(one.key) ?? 0) + one.value);

  return () => {
    const now = new Map<string, Measured>();
    for (const one of totals())
      now.set(one.key, { ...one, value: (now.get(one.key)?.value ?? 0) + one.value });
    const used = [...now.values()].map((one) => ({ ...one, value: one.value - (before.get(one.key) ?? 0) }));
    before = new Map([...now].map(([key, { value }]) => [key, value]));
    const inUse = Map.groupBy(
      used.filter(({ value }) => value > 0),
      ({ namespace }) => namespace,
    );
    return [...inUse].map(([namespace, all]) => ({ namespace, data: all.map(datumOf) }));
  };
}

interface Measured {
  /** Of the metric with its dimensions. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
  readonly value: number;
}

const datumOf = ({ name, dimensions, value }: Measured): MetricDatum => ({
  name,
  dimensions,
  unit: name === 'IncomingBytes' ? 'Bytes' : 'Count',
  value,
});

/** The metric that a line of the meter adds to; undefined for one that AWS shows in none. */
function measured({ service, usageType, resource, quantity }: UsageLine): Measured | undefined {
  const is = (kind: { readonly service: string; readonly usageType: string }) =>
    kind.service === service && kind.usageType === usageType;
  const metric = (namespace: string, name: string, dimensions: Dimensions, value: number) => ({
    key: `${name} ${resource}`,
    namespace,
    name,
    dimensions,
    value,
  });
  if (is(USAGE.dynamodbWrite))
    return metric('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', tableOf(resource), quantity);
  if (is(USAGE.dynamodbRead))
    return metric('AWS/DynamoDB', 'ConsumedReadCapacityUnits', tableOf(resource), quantity);
  if (is(USAGE.logBytes))
    return metric('AWS/Logs', 'IncomingBytes', { LogGroupName: resource }, quantity * GIGABYTE);
  return undefined;
}

/** `orders`, or `orders/index/ByShop`. */
function tableOf(resource: string): Dimensions {
  const [TableName = '', index] = resource.split('/index/');
  return index === undefined ? { TableName } : { TableName, GlobalSecondaryIndexName: index };
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
