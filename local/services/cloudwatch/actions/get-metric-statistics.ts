import type { Action } from '../../../gateway/service.ts';
import { invalidParameter, missingParameter } from '../errors.ts';
import { dimensionsOf } from '../metric-data-queries.ts';
import type { Metrics } from '../metrics.ts';
import {
  isKnownStatistic,
  KNOWN_STATISTICS,
  readPeriods,
  readSeries,
  type SeriesQuery,
  statisticOf,
} from '../time-series.ts';
import { requirePeriod } from './get-metric-data.ts';

export function getMetricStatistics(metrics: Metrics): Action {
  return (input: Input, context) => {
    context.authorize({ action: 'cloudwatch:GetMetricStatistics', resource: '*' });
    const { Namespace, MetricName, StartTime, EndTime } = input;
    if (!Namespace) throw missingParameter('Namespace');
    if (!MetricName) throw missingParameter('MetricName');
    if (StartTime === undefined) throw missingParameter('StartTime');
    if (EndTime === undefined) throw missingParameter('EndTime');
    if (EndTime <= StartTime)
      throw invalidParameter('The parameter StartTime must be less than the parameter EndTime.');
    const statistics = requireStatistics(input);
    const query = {
      metric: { namespace: Namespace, name: MetricName, dimensions: dimensionsOf(input.Dimensions) },
      periodSeconds: requirePeriod(input.Period, 'Period'),
      start: StartTime * 1000,
      end: EndTime * 1000,
      unit: input.Unit,
    };
    const periods = readPeriods(metrics, query);
    const extended = percentilesOf(metrics, query, input.ExtendedStatistics ?? []);
    return {
      Label: MetricName,
      Datapoints: [...periods.values()].map((samples) => ({
        Timestamp: samples.timestamp / 1000,
        Unit: samples.unit,
        ...Object.fromEntries(statistics.map((name) => [name, statisticOf(samples, name)])),
        ...extended(samples.timestamp),
      })),
    };
  };
}

interface Input {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { Name: string; Value: string }[];
  /** Seconds since the epoch. */
  readonly StartTime?: number;
  readonly EndTime?: number;
  readonly Period?: number;
  readonly Statistics?: readonly string[];
  readonly ExtendedStatistics?: readonly string[];
  readonly Unit?: string;
}

/** Percentiles of a period, in a list of their own as AWS has them. */
function percentilesOf(metrics: Metrics, query: Omit<SeriesQuery, 'statistic'>, names: readonly string[]) {
  const series = names.map((name) => [name, readSeries(metrics, { ...query, statistic: name })] as const);
  return (time: number) => {
    const values = series.map(([name, values]) => [name, values?.get(time)]);
    return values.length === 0 ? {} : { ExtendedStatistics: Object.fromEntries(values) };
  };
}

/** Of those of a kind that one row a minute tells. */
function requireStatistics({ Statistics = [], ExtendedStatistics = [] }: Input): readonly string[] {
  const asked = [...Statistics, ...ExtendedStatistics];
  if (asked.length === 0) throw missingParameter('Statistics');
  const unknown = asked.filter((name) => !isKnownStatistic(name));
  if (unknown.length === 0) return Statistics;
  throw invalidParameter(
    `Statistics ${unknown.join(', ')} are not known to the local cloud, which knows ${KNOWN_STATISTICS}.`,
  );
}
