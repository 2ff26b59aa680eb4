import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE, type Measure, type MetricName } from '#contract/metrics.ts';

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

/** What the functions measure, by a statistic such as `p95`. */
export function measured(
  { name, unit }: Measure,
  environmentSuffix: string,
  options: Pick<cloudwatch.MetricProps, 'statistic' | 'period' | 'label'>,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: { Environment: environmentSuffix },
    unit: UNITS[unit],
    ...options,
  });
}

const UNITS: Readonly<Record<Measure['unit'], cloudwatch.Unit>> = {
  Milliseconds: cloudwatch.Unit.MILLISECONDS,
  Percent: cloudwatch.Unit.PERCENT,
  None: cloudwatch.Unit.NONE,
};
