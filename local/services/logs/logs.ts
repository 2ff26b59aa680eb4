import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { USAGE } from '../../meter/usage-kinds.ts';
import { inTransaction } from '../../transaction.ts';
import type { World } from '../../world.ts';
import { embeddedMetrics } from '../cloudwatch/embedded-metrics.ts';
import type { Metrics } from '../cloudwatch/metrics.ts';
import type { EventPosition, LogEvent, LogGroup, LogStream, NewLogEvent } from './log-records.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS logs_groups (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, retention_days INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS logs_streams (
    id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
    first_event_at INTEGER, last_event_at INTEGER, last_ingested_at INTEGER, UNIQUE (group_id, name)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS logs_events (
    id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL, stream_id INTEGER NOT NULL, timestamp INTEGER NOT NULL,
    ingested_at INTEGER NOT NULL, message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS logs_events_by_time ON logs_events (group_id, timestamp, id);
`;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Between two looks for events beyond their group's retention. */
const SWEEP_MS = 60 * 60 * 1000;

/** What to read of a log group. Times are milliseconds since the epoch. */
export interface EventQuery {
  readonly group: string;
  /** All of them, if not given. */
  readonly streams?: readonly string[] | undefined;
  readonly start?: number | undefined;
  /** Not included. */
  readonly end?: number | undefined;
  /** Only events after this one, or before it. */
  readonly after?: EventPosition | undefined;
  readonly before?: EventPosition | undefined;
  readonly newestFirst?: boolean;
}

/** The log groups with their streams and events. Metrics that a line carries in the embedded metric format are counted. */
export class Logs {
  readonly #world: World;
  readonly #database: DatabaseSync;
  readonly #metrics: Metrics;
  readonly #insertEvent: StatementSync;
  readonly #touchStream: StatementSync;
  readonly #groupIds = new Map<string, number>();
  readonly #streamIds = new Map<string, number>();
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor(world: World, metrics: Metrics) {
    world.database.exec(SCHEMA);
    this.#world = world;
    this.#database = world.database;
    this.#metrics = metrics;
    this.#insertEvent = world.database.prepare(
      'INSERT INTO logs_events (group_id, stream_id, timestamp, ingested_at, message) VALUES (?, ?, ?, ?, ?)',
    );
    this.#touchStream = world.database.prepare(
      `UPDATE logs_streams SET first_event_at = MIN(COALESCE(first_event_at, ?1), ?1),
         last_event_at = MAX(COALESCE(last_event_at, ?2), ?2), last_ingested_at = ?3 WHERE id = ?4`,
    );
  }

  /** Makes a group exist, or changes how long it keeps events; without days it keeps them for ever. */
  declareGroup(name: string, retentionDays?: number): void {
    this.#database
      .prepare(
        `INSERT INTO logs_groups (name, created_at, retention_days) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET retention_days = excluded.retention_days`,
      )
      .run(name, this.#world.timers.now(), retentionDays ?? null);
  }

  /** Makes a stream exist. False if it existed already. */
  createStream(group: string, stream: string): boolean {
    const { changes } = this.#database
      .prepare('INSERT OR IGNORE INTO logs_streams (group_id, name, created_at) VALUES (?, ?, ?)')
      .run(this.#groupId(group)!, stream, this.#world.timers.now());
    return changes === 1;
  }

  /** Adds events to a stream. Group and stream are made if they do not exist, as Lambda makes them. */
  append(group: string, stream: string, events: readonly NewLogEvent[]): void {
    if (events.length === 0) return;
    inTransaction(this.#database, () => {
      if (this.#groupId(group) === undefined) this.declareGroup(group);
      if (this.#streamId(group, stream) === undefined) this.createStream(group, stream);
      const [groupId, streamId] = [this.#groupId(group)!, this.#streamId(group, stream)!];
      const now = Math.floor(this.#world.timers.now());
      this.#meter(group, events);
      for (const { timestamp, message } of events) {
        this.#insertEvent.run(groupId, streamId, Math.floor(timestamp), now, message);
        for (const { namespace, data } of embeddedMetrics(message)) this.#metrics.put(namespace, data);
      }
      const times = events.map(({ timestamp }) => Math.floor(timestamp));
      this.#touchStream.run(Math.min(...times), Math.max(...times), now, streamId);
    });
    this.#sweep();
  }

  /** In the order of their names. */
  groups(): LogGroup[] {
    return this.#database
      .prepare('SELECT * FROM logs_groups ORDER BY name')
      .all()
      .map((row) => ({
        name: String(row.name),
        createdAt: Number(row.created_at),
        retentionDays: row.retention_days === null ? undefined : Number(row.retention_days),
      }));
  }

  hasGroup(name: string): boolean {
    return this.#groupId(name) !== undefined;
  }

  hasStream(group: string, name: string): boolean {
    return this.#streamId(group, name) !== undefined;
  }

  /** In the order of their names. */
  streams(group: string): LogStream[] {
    return this.#database
      .prepare('SELECT * FROM logs_streams WHERE group_id = ? ORDER BY name')
      .all(this.#groupId(group) ?? null)
      .map((row) => ({
        name: String(row.name),
        createdAt: Number(row.created_at),
        firstEventAt: numberOf(row.first_event_at),
        lastEventAt: numberOf(row.last_event_at),
        lastIngestedAt: numberOf(row.last_ingested_at),
      }));
  }

  /** Events in the order of their time, one by one: stop when you have enough. */
  *events(query: EventQuery): Iterable<LogEvent> {
    const { start = 0, end = Number.MAX_SAFE_INTEGER, newestFirst = false } = query;
    const after = query.after ?? { timestamp: -1, id: 0 };
    const before = query.before ?? { timestamp: Number.MAX_SAFE_INTEGER, id: 0 };
    const order = newestFirst ? 'DESC' : 'ASC';
    const rows = this.#database
      .prepare(
        `SELECT e.id, e.timestamp, e.ingested_at, e.message, s.name AS stream
         FROM logs_events e JOIN logs_streams s ON s.id = e.stream_id
         WHERE e.group_id = ? AND e.timestamp >= ? AND e.timestamp < ?
           AND (e.timestamp, e.id) > (?, ?) AND (e.timestamp, e.id) < (?, ?)
         ORDER BY e.timestamp ${order}, e.id ${order}`,
      )
      .iterate(
        this.#groupId(query.group) ?? null,
        start,
        end,
        after.timestamp,
        after.id,
        before.timestamp,
        before.id,
      );
    for (const row of rows) {
      if (query.streams && !query.streams.includes(String(row.stream))) continue;
      yield {
        id: Number(row.id),
        timestamp: Number(row.timestamp),
        ingestedAt: Number(row.ingested_at),
        message: String(row.message),
        stream: String(row.stream),
      };
    }
  }

  #groupId(name: string): number | undefined {
    const known = this.#groupIds.get(name);
    if (known !== undefined) return known;
    const id = numberOf(this.#database.prepare('SELECT id FROM logs_groups WHERE name = ?').get(name)?.id);
    if (id !== undefined) this.#groupIds.set(name, id);
    return id;
  }

  #streamId(group: string, name: string): number | undefined {
    const key = `${group}\n${name}`;
    const known = this.#streamIds.get(key);
    if (known !== undefined) return known;
    const row = this.#database
      .prepare('SELECT id FROM logs_streams WHERE group_id = ? AND name = ?')
      .get(this.#groupId(group) ?? null, name);
    const id = numberOf(row?.id);
    if (id !== undefined) this.#streamIds.set(key, id);
    return id;
  }

  #sweep(): void {
    const now = this.#world.timers.now();
    if (now - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now;
    const remove = this.#database.prepare(
      'DELETE FROM logs_events WHERE group_id = ? AND timestamp < ? RETURNING message',
    );
    for (const { name, retentionDays } of this.groups()) {
      if (retentionDays === undefined) continue;
      const gone = remove.all(this.#groupId(name)!, now - retentionDays * DAY_MS);
      this.#keep(name, -keptBytes(gone.map(({ message }) => ({ message: String(message) }))));
    }
  }

  #meter(group: string, events: readonly NewLogEvent[]): void {
    const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0);
    const kind = USAGE.logBytes;
    this.#world.meter.count({
      kind,
      operation: 'PutLogEvents',
      resource: group,
      quantity: bytes / GIGABYTE,
    });
    this.#keep(group, keptBytes(events));
  }

  #keep(resource: string, bytes: number): void {
    const holding = { kind: USAGE.logStorage, operation: 'HourlyStorageMetering', resource };
    this.#world.meter.change(holding, bytes / GIGABYTE);
  }
}

const GIGABYTE = 2 ** 30;

/** Events are kept with 26 bytes more each, compressed to some 15 % by AWS's own reckoning ("Amazon CloudWatch pricing"). */
function keptBytes(events: readonly Pick<NewLogEvent, 'message'>[]): number {
  return events.reduce((sum, { message }) => sum + (Buffer.byteLength(message) + 26) * 0.15, 0);
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
