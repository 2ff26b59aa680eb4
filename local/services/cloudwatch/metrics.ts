import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { monthMs } from '../../meter/month.ts';
import { USAGE } from '../../meter/usage-kinds.ts';
import { inTransaction } from '../../transaction.ts';
import type { World } from '../../world.ts';

/** Names and values of dimensions. */
export type Dimensions = Readonly<Record<string, string>>;

/** A metric as everybody knows it. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
}

/** What was measured, once or several times. */
export interface MetricDatum {
  readonly name: string;
  readonly dimensions?: Dimensions;
  /** Such as `Count`. @default 'None' */
  readonly unit?: string;
  /** Milliseconds since the epoch. @default now */
  readonly timestamp?: number;
  readonly value: number | Statistics;
}

/** Several samples as one. */
export interface Statistics {
  readonly sum: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

/** All samples of one minute. */
export interface MinuteOfSamples extends Statistics {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly unit: string;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_series (
    id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL, unit TEXT NOT NULL,
    UNIQUE (namespace, name, dimensions, unit)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS cloudwatch_minutes (
    series INTEGER NOT NULL, minute INTEGER NOT NULL, sum REAL NOT NULL, count REAL NOT NULL, min REAL NOT NULL,
    max REAL NOT NULL, PRIMARY KEY (series, minute)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS cloudwatch_values (
    series INTEGER NOT NULL, minute INTEGER NOT NULL, value REAL NOT NULL, count REAL NOT NULL,
    PRIMARY KEY (series, minute, value)
  ) STRICT, WITHOUT ROWID;
`;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One value of a minute, and how often it was measured. */
interface CountedValue {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly value: number;
  readonly count: number;
}

/** Values are kept for percentiles to three digits, so that a minute has some hundred of them at most. */
const DIGITS = 3;

/** The custom metrics and what was measured of them: one row a minute, and one for each value in it. */
export class Metrics {
  readonly #database: DatabaseSync;
  readonly #world: Pick<World, 'database' | 'timers' | 'meter'>;
  readonly #seriesIds = new Map<string, number>();
  readonly #insertSeries: StatementSync;
  readonly #addSamples: StatementSync;
  readonly #addValue: StatementSync;

  /** The latest hour in which each was sent, in hours since the epoch. */
  readonly #sentInHour = new Map<number, number>();

  constructor(world: Pick<World, 'database' | 'timers' | 'meter'>) {
    const { database } = world;
    database.exec(SCHEMA);
    this.#world = world;
    this.#database = database;
    this.#insertSeries = database.prepare(
      `INSERT INTO cloudwatch_series (namespace, name, dimensions, unit) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET unit = excluded.unit RETURNING id`,
    );
    this.#addSamples = database.prepare(
      `INSERT INTO cloudwatch_minutes VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
         sum = sum + excluded.sum, count = count + excluded.count,
         min = MIN(min, excluded.min), max = MAX(max, excluded.max)`,
    );
    this.#addValue = database.prepare(
      'INSERT INTO cloudwatch_values VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
    );
  }

  put(namespace: string, data: readonly MetricDatum[]): void {
    if (data.length === 0) return;
    inTransaction(this.#database, () => {
      for (const datum of data) this.#put(namespace, datum);
    });
  }

  /** Every metric that was ever measured, in order of namespace and name. */
  list(): MetricName[] {
    return this.#database
      .prepare(
        'SELECT DISTINCT namespace, name, dimensions FROM cloudwatch_series ORDER BY namespace, name, dimensions',
      )
      .all()
      .map((row) => ({
        namespace: String(row.namespace),
        name: String(row.name),
        dimensions: Object.fromEntries(JSON.parse(String(row.dimensions))),
      }));
  }

  /** The minutes of a metric from `start` until before `end`, oldest first; of every unit unless one is named. */
  minutes(metric: MetricName, range: { start: number; end: number }, unit?: string): MinuteOfSamples[] {
    return this.#database
      .prepare(
        `SELECT minute, sum, count, min, max, unit FROM cloudwatch_series JOIN cloudwatch_minutes ON id = series
         WHERE namespace = ? AND name = ? AND dimensions = ? AND minute >= ? AND minute < ? ORDER BY minute`,
      )
      .all(...asked(metric, range))
      .filter((row) => unit === undefined || row.unit === unit)
      .map((row) => ({
        timestamp: Number(row.minute) * MINUTE_MS,
        unit: String(row.unit),
        sum: Number(row.sum),
        count: Number(row.count),
        min: Number(row.min),
        max: Number(row.max),
      }));
  }

  /** Every value of a metric, as for {@link minutes}, the smallest of a minute first. Samples that came gathered have none. */
  values(metric: MetricName, range: { start: number; end: number }): CountedValue[] {
    return this.#database
      .prepare(
        `SELECT minute, value, count FROM cloudwatch_series JOIN cloudwatch_values ON id = series
         WHERE namespace = ? AND name = ? AND dimensions = ? AND minute >= ? AND minute < ? ORDER BY minute, value`,
      )
      .all(...asked(metric, range))
      .map((row) => ({
        timestamp: Number(row.minute) * MINUTE_MS,
        value: Number(row.value),
        count: Number(row.count),
      }));
  }

  #put(namespace: string, { name, dimensions = {}, unit = 'None', timestamp, value }: MetricDatum): void {
    const series = this.#seriesId(namespace, name, canonical(dimensions), unit);
    const minute = Math.floor((timestamp ?? this.#world.timers.now()) / MINUTE_MS);
    const { sum, count, min, max } =
      typeof value === 'number' ? { sum: value, count: 1, min: value, max: value } : value;
    if (!namespace.startsWith('AWS/'))
      this.#countHour(series, Math.floor(minute / 60), `${namespace} ${name}`);
    this.#addSamples.run(series, minute, sum, count, min, max);
    if (min === max) this.#addValue.run(series, minute, Number(min.toPrecision(DIGITS)), count);
  }

  /** A custom metric costs by the hours in which it is sent ("Amazon CloudWatch pricing": prorated by the hour). */
  #countHour(series: number, hour: number, resource: string): void {
    if (this.#sentInHour.get(series) === hour) return;
    this.#sentInHour.set(series, hour);
    const known = this.#database
      .prepare('SELECT 1 FROM cloudwatch_minutes WHERE series = ? AND minute >= ? AND minute < ? LIMIT 1')
      .get(series, hour * 60, (hour + 1) * 60);
    if (known) return;
    const quantity = HOUR_MS / monthMs(hour * HOUR_MS);
    this.#world.meter.count({ kind: USAGE.customMetric, operation: 'MetricStorage', resource, quantity });
  }

  #seriesId(namespace: string, name: string, dimensions: string, unit: string): number {
    const key = JSON.stringify([namespace, name, dimensions, unit]);
    const known = this.#seriesIds.get(key);
    if (known !== undefined) return known;
    const id = Number(this.#insertSeries.get(namespace, name, dimensions, unit)?.id);
    this.#seriesIds.set(key, id);
    return id;
  }
}

/** The parameters of a query for a metric's minutes. */
function asked({ namespace, name, dimensions }: MetricName, { start, end }: { start: number; end: number }) {
  const minutes = [Math.floor(start / MINUTE_MS), Math.ceil(end / MINUTE_MS)] as const;
  return [namespace, name, canonical(dimensions), ...minutes] as const;
}

/** The same text for the same dimensions, in whatever order they come. */
function canonical(dimensions: Dimensions): string {
  return JSON.stringify(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)));
}
