import { evaluate, type Value } from './expression.ts';
import { ExpressionError } from './expression-parser.ts';
import type { Dimensions, Metrics } from './metrics.ts';
import { KNOWN_STATISTICS, readSeries, type TimeSeries } from './time-series.ts';

/** One of the `MetricDataQueries` of a call, or of an alarm's `Metrics`. */
export interface MetricDataQuery {
  readonly Id: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly { Name: string; Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
    readonly Unit?: string;
  };
  readonly Expression?: string;
  readonly Label?: string;
  readonly ReturnData?: boolean;
  readonly Period?: number;
}

/** Milliseconds since the epoch. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

/** What a query came to, or why it came to nothing. */
export interface QueryResult {
  readonly id: string;
  readonly label: string;
  readonly series: readonly TimeSeries[];
  readonly problem: string | undefined;
}

const DEFAULT_PERIOD_SECONDS = 300;

/** Computes some of these queries; they may refer to each other by id. */
export class MetricDataQueries {
  readonly #metrics: Metrics;
  readonly #queries: ReadonlyMap<string, MetricDataQuery>;
  readonly #range: TimeRange;
  readonly #values = new Map<string, Value>();
  readonly #underWay = new Set<string>();

  constructor(metrics: Metrics, queries: readonly MetricDataQuery[], range: TimeRange) {
    this.#metrics = metrics;
    this.#queries = new Map(queries.map((query) => [query.Id, query]));
    this.#range = range;
  }

  result(id: string): QueryResult {
    const query = this.#queries.get(id)!;
    const label = query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id;
    try {
      const value = this.#value(id)!;
      return { id, label, series: this.#spread(value), problem: undefined };
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return { id, label, series: [], problem: error.message };
    }
  }

  /** The periods of the whole range, oldest first. */
  periods(): number[] {
    const periodMs = this.#periodSeconds() * 1000;
    const first = Math.floor(this.#range.start / periodMs) * periodMs;
    const count = Math.max(0, Math.ceil((this.#range.end - first) / periodMs));
    return Array.from({ length: count }, (_, index) => first + index * periodMs);
  }

  /** A number counts for every period. */
  #spread(value: Value): readonly TimeSeries[] {
    if (typeof value === 'number') return [new Map(this.periods().map((time) => [time, value]))];
    return Array.isArray(value) ? value : [value as TimeSeries];
  }

  #value(id: string): Value | undefined {
    const query = this.#queries.get(id);
    if (!query) return undefined;
    const known = this.#values.get(id);
    if (known !== undefined) return known;
    if (this.#underWay.has(id)) throw new ExpressionError(`The query ${id} refers to itself.`);
    this.#underWay.add(id);
    const value = query.MetricStat ? this.#read(query.MetricStat) : this.#compute(query.Expression ?? '');
    this.#underWay.delete(id);
    this.#values.set(id, value);
    return value;
  }

  #read({ Metric, Period, Stat, Unit }: NonNullable<MetricDataQuery['MetricStat']>): TimeSeries {
    const { Namespace, MetricName, Dimensions } = Metric;
    const series = readSeries(this.#metrics, {
      metric: { namespace: Namespace, name: MetricName, dimensions: dimensionsOf(Dimensions) },
      statistic: Stat,
      periodSeconds: Period,
      unit: Unit,
      ...this.#range,
    });
    if (series) return series;
    throw new ExpressionError(
      `The statistic ${Stat} is not known to the local cloud, which knows ${KNOWN_STATISTICS}.`,
    );
  }

  #compute(expression: string): Value {
    return evaluate(expression, {
      lookup: (id) => this.#value(id),
      allMetrics: () =>
        [...this.#queries.values()]
          .filter(({ MetricStat }) => MetricStat)
          .map(({ Id }) => this.#value(Id) as TimeSeries),
      periods: this.periods(),
      periodSeconds: this.#periodSeconds(),
    });
  }

  #periodSeconds(): number {
    const periods = [...this.#queries.values()].map(({ MetricStat, Period }) => MetricStat?.Period ?? Period);
    return Math.max(...periods.filter((period) => period !== undefined), 0) || DEFAULT_PERIOD_SECONDS;
  }
}

/** From the API's list of pairs. */
export function dimensionsOf(list: readonly { Name: string; Value?: string }[] | undefined): Dimensions {
  return Object.fromEntries((list ?? []).map(({ Name, Value }) => [Name, Value ?? '']));
}
