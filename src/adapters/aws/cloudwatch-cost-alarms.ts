import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { CostAlarms } from '#app/cost-ports.ts';
import type { CostCrossing } from '#contract/cost-report.ts';
import { resourceNames } from '#contract/names.ts';

/** An alarm in state ALARM has been told of: the metrics that put it there are written after the mail. */
export function cloudwatchCostAlarms(client: CloudWatchClient, environmentSuffix: string): CostAlarms {
  const { costBudgetAlarm, costRiseAlarm } = resourceNames(environmentSuffix);
  const crossingOf: Readonly<Record<string, CostCrossing>> = {
    [costBudgetAlarm]: 'budget',
    [costRiseAlarm]: 'rise',
  };
  return {
    async told() {
      const { MetricAlarms = [] } = await client.send(
        new DescribeAlarmsCommand({ AlarmNames: Object.keys(crossingOf) }),
      );
      return MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM').flatMap(
        ({ AlarmName = '' }) => crossingOf[AlarmName] ?? [],
      );
    },
  };
}
