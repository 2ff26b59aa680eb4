import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { COST_METRIC_NAMESPACE, type CostMetricName } from '#contract/cost-metrics.ts';

/** A figure that the cost function writes once a day. */
export function costMetric(
  metricName: CostMetricName,
  environmentSuffix: string,
  label?: string,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: COST_METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { Environment: environmentSuffix },
    statistic: 'Maximum',
    period: Duration.days(1),
    ...(label !== undefined && { label }),
  });
}
