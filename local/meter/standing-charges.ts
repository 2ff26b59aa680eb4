import { watchedQueries } from '../services/cloudwatch/alarm.ts';
import type { CloudWatch } from '../services/cloudwatch/cloudwatch.ts';
import type { EventSourceMappings } from '../services/lambda/event-source-mappings.ts';
import { IDLE_RECEIVE, idlePollsAnHour } from './long-polls.ts';
import { USAGE } from './usage-kinds.ts';
import type { UsageMeter } from './usage-meter.ts';

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
      .map((mapping) => ({
        kind: sqsRequest,
        operation: IDLE_RECEIVE,
        resource: mapping.queueArn.split(':').at(-1)!,
        amount: idlePollsAnHour(mapping),
      })),
  );
}
