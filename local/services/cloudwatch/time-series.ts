import type { MetricName, Metrics, MinuteOfSamples, Statistics } from './metrics.ts';

/** Values by the start of their period, in milliseconds since the epoch; oldest first. */
export type TimeSeries = ReadonlyMap<number, number>;

/** What is asked of a metric. */
export interface SeriesQuery {
  readonly metric: MetricName;
  /** Such as `Sum`. */
  readonly statistic: string;
  readonly periodSeconds: number;
  /** Milliseconds since the epoch; the period that contains `start` counts whole, `end` is not included. */
  readonly start: number;
  readonly end: number;
  readonly unit?: string | undefined;
}

const STATISTIC: Readonly<Record<string, (samples: Statistics) => number>> = {
  Sum: ({ sum }) => sum,
  SampleCount: ({ count }) => count,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
};

/** In words, for who asks for another. */
export const KNOWN_STATISTICS = [...Object.keys(STATISTIC), 'p0 to p100'].join(', ');

/** The share of samples that a percentile such as `p99.9` is above; undefined for any other statistic. */
function shareOf(statistic: string): number | undefined {
  const percent = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(statistic)?.[1];
  return percent === undefined ? undefined : Number(percent) / 100;
}

export function isKnownStatistic(statistic: string): boolean {
  return Object.hasOwn(STATISTIC, statistic) || shareOf(statistic) !== undefined;
}

/** One value of a statistic of these samples; undefined for one that is not known, and for percentiles. */
export function statisticOf(samples: Statistics, statistic: string): number | undefined {
  return Object.hasOwn(STATISTIC, statistic) ? STATISTIC[statistic]!(samples) : undefined;
}

/** A metric's values by period. Undefined for a statistic that is not known. */
export function readSeries(metrics: Metrics, query: SeriesQuery): TimeSeries | undefined {
  const share = shareOf(query.statistic);
  if (share !== undefined) return readPercentiles(metrics, query, share);
  if (!isKnownStatistic(query.statistic)) return undefined;
  const periods = [...readPeriods(metrics, query)];
  return new Map(periods.map(([start, samples]) => [start, statisticOf(samples, query.statistic)!]));
}

/** The smallest value of each period that so large a share of its samples does not exceed, to three digits. */
function readPercentiles(
  metrics: Metrics,
  { metric, periodSeconds, start, end }: SeriesQuery,
  share: number,
): TimeSeries {
  const startOf = startOfPeriod(periodSeconds);
  const values = metrics.values(metric, { start: startOf(start), end });
  const periods = Map.groupBy(values, ({ timestamp }) => startOf(timestamp));
  return new Map([...periods].map(([time, counted]) => [time, percentile(counted, share)]));
}

function percentile(values: readonly { readonly value: number; readonly count: number }[], share: number) {
  const ascending = [...values].sort((a, b) => a.value - b.value);
  const rank = share * ascending.reduce((sum, { count }) => sum + count, 0);
  let passed = 0;
  for (const { value, count } of ascending) {
    passed += count;
    if (passed >= rank) return value;
  }
  return ascending.at(-1)!.value;
}

const startOfPeriod = (periodSeconds: number) => (time: number) =>
  Math.floor(time / (periodSeconds * 1000)) * periodSeconds * 1000;

/** A metric's samples by period. Samples of several units count together, under the last one. */
export function readPeriods(
  metrics: Metrics,
  { metric, periodSeconds, start, end, unit }: Omit<SeriesQuery, 'statistic'>,
): Map<number, MinuteOfSamples> {
  const startOf = startOfPeriod(periodSeconds);
  const periods = new Map<number, MinuteOfSamples>();
  for (const minute of metrics.minutes(metric, { start: startOf(start), end }, unit)) {
    const timestamp = startOf(minute.timestamp);
    const known = periods.get(timestamp);
    periods.set(timestamp, { ...(known ? merged(known, minute) : minute), timestamp, unit: minute.unit });
  }
  return periods;
}

function merged(a: Statistics, b: Statistics): Statistics {
  return {
    sum: a.sum + b.sum,
    count: a.count + b.count,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}
