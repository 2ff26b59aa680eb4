import type { Action } from '../../../gateway/service.ts';
import { invalidParameter, missingParameter } from '../errors.ts';
import { dimensionsOf } from '../metric-data-queries.ts';
import type { Metrics } from '../metrics.ts';
import { KNOWN_STATISTICS, readPeriods, statisticOf } from '../time-series.ts';
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
    const periods = readPeriods(metrics, {
      metric: { namespace: Namespace, name: MetricName, dimensions: dimensionsOf(input.Dimensions) },
      periodSeconds: requirePeriod(input.Period, 'Period'),
      start: StartTime * 1000,
      end: EndTime * 1000,
      unit: input.Unit,
    });
    return {
      Label: MetricName,
      Datapoints: [...periods.values()].map((samples) => ({
        Timestamp: samples.timestamp / 1000,
        Unit: samples.unit,
        ...Object.fromEntries(statistics.map((name) => [name, statisticOf(samples, name)])),
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

function requireStatistics({ Statistics = [], ExtendedStatistics = [] }: Input): readonly string[] {
  const asked = [...Statistics, ...ExtendedStatistics];
  if (asked.length === 0) throw missingParameter('Statistics');
  const unknown = asked.filter((name) => !KNOWN_STATISTICS.includes(name));
  if (unknown.length === 0) return asked;
  throw invalidParameter(
    `Statistics ${unknown.join(', ')} are not known to the local cloud, which keeps one row a minute. Known: ${KNOWN_STATISTICS.join(', ')}.`,
  );
}
