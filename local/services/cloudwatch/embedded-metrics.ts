import type { Dimensions, MetricDatum, Statistics } from './metrics.ts';

/** Metrics that a log line carries, of one namespace. */
export interface EmbeddedMetrics {
  readonly namespace: string;
  readonly data: readonly MetricDatum[];
}

/**
 * The metrics of a log line in the embedded metric format, see "Specification: Embedded metric format" in the CloudWatch
 * guide; none for any other line. Directives that do not follow it are skipped, as CloudWatch skips them.
 */
export function embeddedMetrics(line: string): readonly EmbeddedMetrics[] {
  // Most lines are not: look before parsing.
  if (!line.startsWith('{') || !line.includes('"_aws"')) return [];
  const root = parsed(line);
  const metadata = root?._aws as { Timestamp?: unknown; CloudWatchMetrics?: unknown } | undefined;
  if (!root || !Array.isArray(metadata?.CloudWatchMetrics)) return [];
  const timestamp = typeof metadata.Timestamp === 'number' ? { timestamp: metadata.Timestamp } : {};
  return metadata.CloudWatchMetrics.filter(isDirective).map(({ Namespace, Dimensions = [[]], Metrics }) => ({
    namespace: Namespace,
    data: Metrics.flatMap(({ Name, Unit }) =>
      valuesOf(root[Name]).flatMap((value) =>
        dimensionSets(root, Dimensions).map((dimensions) => ({
          name: Name,
          dimensions,
          ...(Unit === undefined ? {} : { unit: Unit }),
          ...timestamp,
          value,
        })),
      ),
    ),
  }));
}

interface Directive {
  readonly Namespace: string;
  /** Each entry names the dimensions of one copy of the metrics. */
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit?: string }[];
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isDirective(value: unknown): value is Directive {
  const { Namespace, Dimensions, Metrics } = (value ?? {}) as Partial<Directive>;
  return (
    typeof Namespace === 'string' &&
    (Dimensions === undefined || (Array.isArray(Dimensions) && Dimensions.every(Array.isArray))) &&
    Array.isArray(Metrics) &&
    Metrics.every((metric) => typeof metric?.Name === 'string')
  );
}

function dimensionSets(
  root: Readonly<Record<string, unknown>>,
  sets: readonly (readonly string[])[],
): Dimensions[] {
  return sets.flatMap((names) =>
    names.every((name) => typeof root[name] === 'string')
      ? [Object.fromEntries(names.map((name) => [name, root[name] as string]))]
      : [],
  );
}

/** A number, a list of numbers, or statistics that were gathered already. */
function valuesOf(target: unknown): readonly (number | Statistics)[] {
  if (typeof target === 'number') return [target];
  if (Array.isArray(target)) return target.filter((value) => typeof value === 'number');
  const { Sum, Count, Min, Max } = (target ?? {}) as Record<string, unknown>;
  if (typeof Sum !== 'number' || typeof Count !== 'number') return [];
  const mean = Sum / Count;
  return [{ sum: Sum, count: Count, min: Number(Min ?? mean), max: Number(Max ?? mean) }];
}
