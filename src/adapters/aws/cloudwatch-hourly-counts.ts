import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { HourlyCounts } from '#app/operator-ports.ts';
import { METRIC_NAMESPACE } from '#contract/metrics.ts';

const HOUR_MS = 3_600_000;

/** One request for all the metrics of a span, which CloudWatch bills by the metric: a thousandth of a cent each. */
export function cloudwatchHourlyCounts(client: CloudWatchClient, environment: string): HourlyCounts {
  return {
    async hours(names, { since, until }) {
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
              Period: HOUR_MS / 1000,
              Stat: 'Sum',
            },
          })),
        }),
      );
      const hours: string[] = [];
      for (let at = Date.parse(since); at < Date.parse(until); at += HOUR_MS)
        hours.push(new Date(at).toISOString());
      const sums = names.map((_, n) => {
        const { Timestamps = [], Values = [] } = MetricDataResults.find(({ Id }) => Id === `m${n}`) ?? {};
        return new Map(Timestamps.map((at, index) => [at.toISOString(), Values[index] ?? 0]));
      });
      return hours.map((at) => ({ at, counts: sums.map((sum) => sum.get(at) ?? 0) }));
    },
  };
}
