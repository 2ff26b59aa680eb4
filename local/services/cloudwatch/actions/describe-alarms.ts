import type { Action } from '../../../gateway/service.ts';
import type { Alarm } from '../alarm.ts';
import type { Alarms } from '../alarms.ts';

export function describeAlarms(alarms: Alarms): Action {
  return (input: Input, context) => {
    for (const name of input.AlarmNames ?? ['*'])
      context.authorize({ action: 'cloudwatch:DescribeAlarms', resource: alarms.arnOf(name) });
    const wantsMetricAlarms = input.AlarmTypes?.includes('MetricAlarm') ?? true;
    const found = wantsMetricAlarms ? alarms.list().filter((alarm) => matches(alarm, input)) : [];
    return { MetricAlarms: found.map(metricAlarm), CompositeAlarms: [] };
  };
}

interface Input {
  readonly AlarmNames?: readonly string[];
  readonly AlarmNamePrefix?: string;
  readonly AlarmTypes?: readonly string[];
  readonly StateValue?: string;
  readonly ActionPrefix?: string;
}

function matches({ definition, state }: Alarm, input: Input): boolean {
  const { AlarmName, AlarmActions = [], OKActions = [], InsufficientDataActions = [] } = definition;
  const actions = [...AlarmActions, ...OKActions, ...InsufficientDataActions];
  return (
    (input.AlarmNames?.includes(AlarmName) ?? true) &&
    AlarmName.startsWith(input.AlarmNamePrefix ?? '') &&
    (input.StateValue ?? state.value) === state.value &&
    (input.ActionPrefix === undefined || actions.some((action) => action.startsWith(input.ActionPrefix!)))
  );
}

function metricAlarm({ arn, definition, declaredAt, state }: Alarm): object {
  return {
    ActionsEnabled: true,
    AlarmActions: [],
    OKActions: [],
    InsufficientDataActions: [],
    Dimensions: [],
    ...definition,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: declaredAt / 1000,
    StateValue: state.value,
    StateReason: state.reason,
    StateUpdatedTimestamp: state.updatedAt / 1000,
    StateTransitionedTimestamp: state.updatedAt / 1000,
  };
}
