import type { MetricDataQuery } from './metric-data-queries.ts';

export type AlarmStateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm watches and what it does, in CloudFormation's words. */
export interface AlarmDefinition {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly ActionsEnabled?: boolean;
  readonly AlarmActions?: readonly string[];
  readonly OKActions?: readonly string[];
  readonly InsufficientDataActions?: readonly string[];
  /** Either one metric … */
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { Name: string; Value: string }[];
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Period?: number;
  readonly Unit?: string;
  /** … or queries, of which the one that returns data is watched. */
  readonly Metrics?: readonly MetricDataQuery[];
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData?: string;
}

export interface AlarmState {
  readonly value: AlarmStateValue;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

export interface Alarm {
  readonly arn: string;
  readonly definition: AlarmDefinition;
  /** When the template declared it, milliseconds since the epoch. */
  readonly declaredAt: number;
  readonly state: AlarmState;
}

/** What the alarm watches, as queries. */
export function watchedQueries(definition: AlarmDefinition): {
  queries: readonly MetricDataQuery[];
  watched: string;
} {
  const { Metrics, Namespace = '', MetricName = '', Dimensions, Period = 60, Unit } = definition;
  if (Metrics) {
    const watched = Metrics.find(({ ReturnData }) => ReturnData !== false);
    return { queries: Metrics, watched: watched?.Id ?? '' };
  }
  const Stat = definition.Statistic ?? definition.ExtendedStatistic ?? '';
  const Metric = { Namespace, MetricName, ...(Dimensions ? { Dimensions } : {}) };
  const MetricStat = { Metric, Period, Stat, ...(Unit ? { Unit } : {}) };
  return { queries: [{ Id: 'm1', MetricStat }], watched: 'm1' };
}

/** The period of what is watched. */
export function periodSecondsOf(definition: AlarmDefinition): number {
  const { queries } = watchedQueries(definition);
  return Math.max(...queries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 60));
}
