import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { EmailCounts } from '#app/operator-ports.ts';
import { METRICS, type MetricName } from '#contract/metrics.ts';
import { emailMetricData } from './email-metric-data.ts';

/** What a span's emails came to, in one request. */
export function cloudwatchEmailCounts(client: CloudWatchClient, environment: string): EmailCounts {
  const names = Object.values(METRICS);
  return {
    async count(span) {
      const results = await emailMetricData(client, environment, names, { ...span, periodSeconds: 300 });
      const sums = results.map(({ Values = [] }, n) => [names[n], Values.reduce((sum, one) => sum + one, 0)]);
      return Object.fromEntries(sums) as Record<MetricName, number>;
    },
  };
}
