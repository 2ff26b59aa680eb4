import type { Action } from '../../../gateway/service.ts';
import type { MetricName, Metrics } from '../metrics.ts';

export function listMetrics(metrics: Metrics): Action {
  return (input: Input, context) => {
    context.authorize({ action: 'cloudwatch:ListMetrics', resource: '*' });
    return {
      Metrics: metrics
        .list()
        .filter((metric) => matches(metric, input))
        .map(({ namespace, name, dimensions }) => ({
          Namespace: namespace,
          MetricName: name,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        })),
    };
  };
}

interface Input {
  readonly Namespace?: string;
  readonly MetricName?: string;
  /** A name alone matches any value. */
  readonly Dimensions?: readonly { Name: string; Value?: string }[];
}

function matches(metric: MetricName, { Namespace, MetricName, Dimensions = [] }: Input): boolean {
  return (
    (Namespace ?? metric.namespace) === metric.namespace &&
    (MetricName ?? metric.name) === metric.name &&
    Dimensions.every(
      ({ Name, Value }) =>
        Object.hasOwn(metric.dimensions, Name) &&
        (Value ?? metric.dimensions[Name]) === metric.dimensions[Name],
    )
  );
}
