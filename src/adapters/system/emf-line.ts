/**
 * A log line from which CloudWatch takes metrics, each with a unit of its own and the dimension `Environment`. A list holds up
 * to 100 values of one metric.
 */
export function emfLine(
  namespace: string,
  environmentSuffix: string,
  nowMs: number,
  values: Readonly<Record<string, number | readonly number[]>>,
  unitOf: (name: string) => string,
): string {
  const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: unitOf(Name) }));
  return JSON.stringify({
    _aws: {
      Timestamp: nowMs,
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [['Environment']], Metrics }],
    },
    Environment: environmentSuffix,
    ...values,
  });
}
