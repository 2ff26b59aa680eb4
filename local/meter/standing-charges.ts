import { watchedQueries } from '../services/cloudwatch/alarm.ts';
import type { CloudWatch } from '../services/cloudwatch/cloudwatch.ts';
import type { EventSourceMappings } from '../services/lambda/event-source-mappings.ts';
import { USAGE } from './usage-kinds.ts';
import type { UsageMeter } from './usage-meter.ts';

/**
 * Lambda reads a queue with five long polls at a time, each of 20 seconds while nothing comes: 15 requests a minute, 648,000 in
 * 30 days ("Using Lambda with Amazon SQS", "Configuring scaling behavior for SQS event source mappings"). They go on under load,
 * where receives that bring messages are counted besides: an upper bound.
 */
const IDLE_POLLS_AN_HOUR = 15 * 60;

interface Standing {
  readonly cloudWatch: Pick<CloudWatch, 'alarms' | 'dashboards'>;
  readonly mappings: Pick<EventSourceMappings, 'all'>;
}

/** Holds what costs by being there, from now on; called once all of the template exists. */
export function holdStandingCharges(meter: UsageMeter, { cloudWatch, mappings }: Standing): void {
  const { alarmMetric, dashboard, sqsRequest } = USAGE;
  meter.holdOnly(
    [alarmMetric, dashboard],
    [
      ...cloudWatch.alarms.list().map(({ definition }) => ({
        kind: alarmMetric,
        operation: 'Unknown',
        resource: definition.AlarmName,
        amount: watchedQueries(definition).queries.filter(({ MetricStat }) => MetricStat).length,
      })),
      ...cloudWatch.dashboards.list().map(({ name }) => ({
        kind: dashboard,
        operation: 'DashboardHour',
        resource: name,
        amount: 1,
      })),
    ],
  );
  meter.holdOnly(
    [sqsRequest],
    mappings
      .all()
      .filter(({ enabled }) => enabled)
      .map(({ queueArn }) => ({
        kind: sqsRequest,
        operation: 'ReceiveMessage (idle)',
        resource: queueArn.split(':').at(-1)!,
        amount: IDLE_POLLS_AN_HOUR,
      })),
  );
}
