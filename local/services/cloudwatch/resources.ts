import type { ResourceProvider } from '../../assembly/provider.ts';
import { knownProperties } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';
import type { AlarmDefinition } from './alarm.ts';
import type { CloudWatch } from './cloudwatch.ts';

/** CloudWatch's resources of a template. */
export function cloudWatchResources(cloudWatch: CloudWatch): ResourceProvider[] {
  return [alarm(cloudWatch), dashboard(cloudWatch)];
}

const MAX_NAME = 255;

const ALARM_PROPERTIES = [
  'AlarmName',
  'AlarmDescription',
  'ActionsEnabled',
  'AlarmActions',
  'OKActions',
  'InsufficientDataActions',
  'Namespace',
  'MetricName',
  'Dimensions',
  'Statistic',
  'ExtendedStatistic',
  'Period',
  'Unit',
  'Metrics',
  'ComparisonOperator',
  'Threshold',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'TreatMissingData',
];

const NUMBERS = ['Period', 'Threshold', 'EvaluationPeriods', 'DatapointsToAlarm'];

function alarm({ alarms }: CloudWatch): ResourceProvider {
  return {
    type: 'AWS::CloudWatch::Alarm',
    create(resource) {
      knownProperties(resource, ALARM_PROPERTIES, { Tags: 'alarms are not found by tag here' });
      const { Tags: _, ...properties } = resource.properties;
      // A template may have numbers as text.
      const numbers = NUMBERS.filter((name) => properties[name] !== undefined).map((name) => [
        name,
        Number(properties[name]),
      ]);
      const AlarmName = properties.AlarmName ?? physicalName(resource, MAX_NAME);
      const definition = { ...properties, ...Object.fromEntries(numbers), AlarmName } as AlarmDefinition;
      return { ref: AlarmName, attributes: { Arn: alarms.declare(definition).arn } };
    },
  };
}

function dashboard({ dashboards }: CloudWatch): ResourceProvider {
  return {
    type: 'AWS::CloudWatch::Dashboard',
    create(resource) {
      knownProperties(resource, ['DashboardName', 'DashboardBody']);
      const name = resource.properties.DashboardName ?? physicalName(resource, MAX_NAME);
      dashboards.declare(name, resource.properties.DashboardBody);
      return { ref: name };
    },
  };
}
