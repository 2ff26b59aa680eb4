import type { Action } from '../../../gateway/service.ts';
import { invalidParameter, missingParameter } from '../errors.ts';
import { MetricDataQueries, type MetricDataQuery, type QueryResult } from '../metric-data-queries.ts';
import type { Metrics } from '../metrics.ts';
import type { TimeSeries } from '../time-series.ts';

const MAX_QUERIES = 500;

/** So long AWS keeps what is measured ("Metrics retention": 455 days). No longer span is worked through. */
const RETENTION_SECONDS = 455 * 24 * 60 * 60;

export function getMetricData(metrics: Metrics): Action {
  return (input: Input, context) => {
    context.authorize({ action: 'cloudwatch:GetMetricData', resource: '*' });
    const { MetricDataQueries: asked, StartTime, EndTime, ScanBy } = input;
    if (!asked?.length) throw missingParameter('MetricDataQueries');
    if (StartTime === undefined) throw missingParameter('StartTime');
    if (EndTime === undefined) throw missingParameter('EndTime');
    if (EndTime <= StartTime)
      throw invalidParameter('The parameter EndTime must be greater than the parameter StartTime.');
    requireQueries(asked);
    const start = Math.max(StartTime, EndTime - RETENTION_SECONDS);
    const queries = new MetricDataQueries(metrics, asked, { start: start * 1000, end: EndTime * 1000 });
    const results = asked
      .filter(({ ReturnData }) => ReturnData !== false)
      .flatMap(({ Id }) => resultsOf(queries.result(Id), ScanBy === 'TimestampAscending'));
    return { MetricDataResults: results, Messages: [] };
  };
}

interface Input {
  readonly MetricDataQueries?: readonly MetricDataQuery[];
  /** Seconds since the epoch. */
  readonly StartTime?: number;
  readonly EndTime?: number;
  /** Newest first, unless it says otherwise. */
  readonly ScanBy?: 'TimestampAscending' | 'TimestampDescending';
}

function requireQueries(queries: readonly MetricDataQuery[]): void {
  if (queries.length > MAX_QUERIES)
    throw invalidParameter(
      `The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`,
    );
  queries.forEach(({ Id, MetricStat, Expression }, index) => {
    const place = `MetricDataQueries.member.${index + 1}`;
    if (!/^[a-z][A-Za-z0-9_]*$/.test(Id ?? ''))
      throw invalidParameter(
        `The value ${Id} for parameter ${place}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
      );
    if (queries.some((other, at) => other.Id === Id && at !== index))
      throw invalidParameter(`The values for parameter id in MetricDataQueries are not unique.`);
    if ((MetricStat === undefined) === (Expression === undefined))
      throw invalidParameter(`Exactly one of ${place}.MetricStat and ${place}.Expression must be given.`);
    if (MetricStat && !(MetricStat.Metric?.Namespace && MetricStat.Metric.MetricName))
      throw missingParameter(`${place}.MetricStat.Metric`);
    if (MetricStat) requirePeriod(MetricStat.Period, `${place}.MetricStat.Period`);
  });
}

/** The local cloud keeps one row a minute, so no period is shorter. */
export function requirePeriod(period: number | undefined, name: string): number {
  if (period === undefined) throw missingParameter(name);
  if (Number.isInteger(period) && period > 0 && period % 60 === 0) return period;
  throw invalidParameter(
    `The parameter ${name} is ${period}; it must be a multiple of 60 in the local cloud.`,
  );
}

function resultsOf({ id, label, series, problem }: QueryResult, ascending: boolean): object[] {
  if (problem !== undefined) {
    const Messages = [{ Code: 'ArithmeticError', Value: problem }];
    return [{ Id: id, Label: label, Timestamps: [], Values: [], StatusCode: 'InternalError', Messages }];
  }
  return series.map((one) => ({ Id: id, Label: label, ...inOrder(one, ascending), StatusCode: 'Complete' }));
}

function inOrder(series: TimeSeries, ascending: boolean): { Timestamps: number[]; Values: number[] } {
  const points = [...series].sort(([a], [b]) => (ascending ? a - b : b - a));
  return { Timestamps: points.map(([time]) => time / 1000), Values: points.map(([, value]) => value) };
}
