import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { TimeSpan } from '#app/operator-ports.ts';
import { METRIC_NAMESPACE, type MetricName } from '#contract/metrics.ts';

/** CloudWatch has read a part of a metric, or none of it, and answered all the same: what it has left out would be shown as 0. */
class MetricsIncomplete extends Error {
  override readonly name = 'MetricsIncomplete';

  /** @param status CloudWatch's word, such as `InternalError` */
  constructor(status: string) {
    super(`CloudWatch answered with only a part of the metrics (${status}).`);
  }
}

/**
 * The sums of an environment's metrics over a span, one result for each name, in their order. One request; CloudWatch bills each
 * metric of it, a thousandth of a cent. A day of all of them has far fewer values than it answers at once (100,800).
 *
 * @throws MetricsIncomplete where one of them was not read whole
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
  const incomplete = MetricDataResults.find(({ StatusCode = 'Complete' }) => StatusCode !== 'Complete');
  if (incomplete) throw new MetricsIncomplete(incomplete.StatusCode!);
  return names.map((_, n) => MetricDataResults.find(({ Id }) => Id === `m${n}`) ?? {});
}
