import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { TimeSpan } from '#app/operator-ports.ts';
import { METRIC_NAMESPACE, type MetricName } from '#contract/metrics.ts';

/**
 * The sums of an environment's metrics over a span, one result for each name, in their order. One request; CloudWatch bills each
 * metric of it, a thousandth of a cent.
 */
export async function emailMetricData(
  client: CloudWatchClient,
  environment: string,
  names: readonly MetricName[],
  { since, until, periodSeconds }: TimeSpan & { readonly periodSeconds: number },
): Promise<readonly MetricDataResult[]> {
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
          Period: periodSeconds,
          Stat: 'Sum',
        },
      })),
    }),
  );
  return names.map((_, n) => MetricDataResults.find(({ Id }) => Id === `m${n}`) ?? {});
}
