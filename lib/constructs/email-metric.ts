import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE, type MetricName } from '#contract/metrics.ts';

/** How often something happened to an email, as the functions count it. */
export function countOf(metricName: MetricName, environmentSuffix: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { Environment: environmentSuffix },
    statistic: 'Sum',
    label: metricName,
  });
}
