import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmState, AlarmStates } from '#app/operator-ports.ts';
import { resourceNames } from '#contract/names.ts';

/** The environment's alarms, by the names that our stacks give them. Needs `cloudwatch:DescribeAlarms`. */
export function cloudwatchAlarmStates(client: CloudWatchClient, environment: string): AlarmStates {
  const ours: ReadonlySet<string> = new Set(Object.values(resourceNames(environment)));
  return {
    async read() {
      const alarms: AlarmState[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.send(
          new DescribeAlarmsCommand({ AlarmNamePrefix: 'email-', ...(NextToken && { NextToken }) }),
        );
        for (const alarm of page.MetricAlarms ?? []) {
          const { AlarmName = '', AlarmDescription = '', StateValue, StateReason = '' } = alarm;
          // By the whole name: the suffix of another environment may end like this one's, as `eu-prod` does.
          if (!ours.has(AlarmName)) continue;
          alarms.push({
            name: AlarmName,
            state: StateValue ?? 'INSUFFICIENT_DATA',
            since: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.toISOString() ?? '',
            reason: StateReason,
            description: AlarmDescription,
          });
        }
        NextToken = page.NextToken;
      } while (NextToken);
      return alarms;
    },
  };
}
