import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmState, AlarmStates } from '#app/operator-ports.ts';

/** The environment's alarms, by the names that our stacks give them. Needs `cloudwatch:DescribeAlarms`. */
export function cloudwatchAlarmStates(client: CloudWatchClient, environment: string): AlarmStates {
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
          if (!AlarmName.endsWith(`-${environment}`)) continue;
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
