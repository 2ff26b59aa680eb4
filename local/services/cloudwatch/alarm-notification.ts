import type { World } from '../../world.ts';
import { type Alarm, type AlarmState, periodSecondsOf } from './alarm.ts';

/** Subject and message of the notification that an alarm sends to a topic when it changes its state. */
export function alarmNotification(
  { arn, definition, declaredAt }: Alarm,
  from: AlarmState,
  to: AlarmState,
  { accountId, region }: Pick<World, 'accountId' | 'region'>,
): { subject: string; message: string } {
  const place = REGION_NAME[region] ?? region;
  const { AlarmName, AlarmDescription = null } = definition;
  const message = {
    AlarmName,
    AlarmDescription,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: timestamp(declaredAt),
    NewStateValue: to.value,
    NewStateReason: to.reason,
    StateChangeTime: timestamp(to.updatedAt),
    Region: place,
    AlarmArn: arn,
    OldStateValue: from.value,
    OKActions: definition.OKActions ?? [],
    AlarmActions: definition.AlarmActions ?? [],
    InsufficientDataActions: definition.InsufficientDataActions ?? [],
    Trigger: trigger(definition),
  };
  // A subject has 100 characters at most.
  const subject = `${to.value}: "${AlarmName}" in ${place}`.slice(0, 100);
  return { subject, message: JSON.stringify(message) };
}

const REGION_NAME: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'us-east-2': 'US East (Ohio)',
  'us-west-2': 'US West (Oregon)',
  'eu-west-1': 'EU (Ireland)',
  'eu-central-1': 'EU (Frankfurt)',
};

function trigger(definition: Alarm['definition']): object {
  const common = {
    Period: periodSecondsOf(definition),
    EvaluationPeriods: definition.EvaluationPeriods,
    DatapointsToAlarm: definition.DatapointsToAlarm ?? definition.EvaluationPeriods,
    ComparisonOperator: definition.ComparisonOperator,
    Threshold: definition.Threshold,
    TreatMissingData: definition.TreatMissingData ?? 'missing',
    EvaluateLowSampleCountPercentile: '',
  };
  if (definition.Metrics) return { ...common, Metrics: definition.Metrics };
  return {
    MetricName: definition.MetricName,
    Namespace: definition.Namespace,
    StatisticType: definition.ExtendedStatistic ? 'ExtendedStatistic' : 'Statistic',
    Statistic: (definition.ExtendedStatistic ?? definition.Statistic ?? '').toUpperCase(),
    Unit: definition.Unit ?? null,
    Dimensions: (definition.Dimensions ?? []).map(({ Name, Value }) => ({ value: Value, name: Name })),
    ...common,
  };
}

/** `2026-02-19T13:00:00.000+0000`. */
function timestamp(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}
