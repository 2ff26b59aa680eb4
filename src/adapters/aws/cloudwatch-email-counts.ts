import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { EmailCounts } from '#app/operator-ports.ts';
import { METRIC_NAMESPACE, METRICS, type MetricName } from '#contract/metrics.ts';

/** One request for all the metrics of a span; CloudWatch bills each metric of it, a thousandth of a cent. */
export function cloudwatchEmailCounts(client: CloudWatchClient, environment: string): EmailCounts {
  const names = Object.values(METRICS);
  return {
    async count({ since, until }) {
      const { MetricDataResults = [] } = await client.send(
        new GetMetricDataCommand({
          StartTime: new Date(since),
          EndTime: new Date(until),
          MetricDataQueries: names.map((MetricName, n) => ({
            Id: `m${n}`,
            MetricStat: {
              Metric: {
                Namespace: METRIC_NAMESPACE,
                MetricName,
                Dimensions: [{ Name: 'Environment', Value: environment }],
              },
              Period: 300,
              Stat: 'Sum',
            },
          })),
        }),
      );
      const sums = names.map((name, n) => [name, sumOf(MetricDataResults.find(({ Id }) => Id === `m${n}`))]);
      return Object.fromEntries(sums) as Record<MetricName, number>;
    },
  };
}

function sumOf(result: MetricDataResult | undefined): number {
  return (result?.Values ?? []).reduce((sum, value) => sum + value, 0);
}
