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

/** The statistics that can be told from one row a minute; percentiles cannot. */
export const KNOWN_STATISTICS = Object.keys(STATISTIC);

/** One value of a statistic of these samples; undefined for one that is not known. */
export function statisticOf(samples: Statistics, statistic: string): number | undefined {
  return Object.hasOwn(STATISTIC, statistic) ? STATISTIC[statistic]!(samples) : undefined;
}

/** A metric's values by period. Undefined for a statistic that is not known. */
export function readSeries(metrics: Metrics, query: SeriesQuery): TimeSeries | undefined {
  if (!KNOWN_STATISTICS.includes(query.statistic)) return undefined;
  const periods = [...readPeriods(metrics, query)];
  return new Map(periods.map(([start, samples]) => [start, statisticOf(samples, query.statistic)!]));
}

/** A metric's samples by period. Samples of several units count together, under the last one. */
export function readPeriods(
  metrics: Metrics,
  { metric, periodSeconds, start, end, unit }: Omit<SeriesQuery, 'statistic'>,
): Map<number, MinuteOfSamples> {
  const periodMs = periodSeconds * 1000;
  const startOf = (time: number) => Math.floor(time / periodMs) * periodMs;
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
