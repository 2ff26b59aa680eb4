import type { StatementSync } from 'node:sqlite';
import { attempt } from '../background.ts';
import { inTransaction } from '../transaction.ts';
import type { Cancel, World } from '../world.ts';
import { monthMs } from './month.ts';
import type { DaySpan, Holding, Meter, UsageKind, UsageLine, Use } from './usage.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meter_usage (
    day INTEGER NOT NULL, service TEXT NOT NULL, usage_type TEXT NOT NULL, unit TEXT NOT NULL, operation TEXT NOT NULL,
    resource TEXT NOT NULL, quantity REAL NOT NULL, PRIMARY KEY (day, service, usage_type, operation, resource)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS meter_holdings (
    service TEXT NOT NULL, usage_type TEXT NOT NULL, unit TEXT NOT NULL, operation TEXT NOT NULL, resource TEXT NOT NULL,
    amount REAL NOT NULL, since REAL NOT NULL, PRIMARY KEY (service, usage_type, operation, resource)
  ) STRICT, WITHOUT ROWID;
`;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** A killed process loses what it has counted for so long at most. Writing each use would slow every call down. */
const SAVE_AFTER_MS = 1_000;

interface Counted {
  /** In days since the epoch. */
  readonly day: number;
  readonly holding: Holding;
  quantity: number;
}

interface Held {
  readonly holding: Holding;
  amount: number;
  /** Used up to here, in milliseconds since the epoch. */
  since: number;
}

/** Counts in memory, and keeps it by day in the database. */
export class UsageMeter implements Meter {
  readonly #world: Pick<World, 'database' | 'timers' | 'log'>;
  readonly #add: StatementSync;
  readonly #hold: StatementSync;
  readonly #held = new Map<string, Held>();
  #counted = new Map<string, Counted>();
  #saving: Cancel | undefined;

  constructor(world: Pick<World, 'database' | 'timers' | 'log'>) {
    const { database } = world;
    database.exec(SCHEMA);
    this.#world = world;
    this.#add = database.prepare(
      `INSERT INTO meter_usage VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity`,
    );
    this.#hold = database.prepare('REPLACE INTO meter_holdings VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const row of database.prepare('SELECT * FROM meter_holdings').all()) {
      const holding = { kind: kindOf(row), operation: String(row.operation), resource: String(row.resource) };
      this.#held.set(keyOf(holding), { holding, amount: Number(row.amount), since: Number(row.since) });
    }
  }

  count(use: Use): void {
    this.#count(dayOf(this.#world.timers.now()), use, use.quantity ?? 1);
    this.#saveSoon();
  }

  change(holding: Holding, by: number): void {
    if (by === 0) return;
    const held = this.#heldOf(holding);
    this.#useUp(held);
    held.amount += by;
    this.#saveSoon();
  }

  /** There is exactly this of its kinds from now on: what was there before and is not among it has gone. */
  holdOnly(kinds: readonly UsageKind[], all: readonly (Holding & { readonly amount: number })[]): void {
    const amounts = new Map(all.map((holding) => [keyOf(holding), holding.amount]));
    for (const holding of all) this.#heldOf(holding);
    for (const [key, held] of this.#held) {
      if (!kinds.some((kind) => isSame(kind, held.holding.kind))) continue;
      this.change(held.holding, (amounts.get(key) ?? 0) - held.amount);
    }
  }

  usage({ start, end }: DaySpan): UsageLine[] {
    this.save();
    return this.#world.database
      .prepare(
        `SELECT service, usage_type, unit, operation, resource, SUM(quantity) AS quantity FROM meter_usage
         WHERE day >= ? AND day < ? GROUP BY service, usage_type, operation, resource
         ORDER BY service, usage_type, operation, resource`,
      )
      .all(dayOf(Date.parse(start)), dayOf(Date.parse(end)))
      .map((row) => ({
        ...kindOf(row),
        operation: String(row.operation),
        resource: String(row.resource),
        quantity: Number(row.quantity),
      }));
  }

  held(): UsageLine[] {
    return [...this.#held.keys()].sort().flatMap((key) => {
      const { holding, amount } = this.#held.get(key)!;
      const { kind, operation, resource } = holding;
      return amount === 0 ? [] : [{ ...kind, operation, resource, quantity: amount }];
    });
  }

  #saveSoon(): void {
    this.#saving ??= this.#world.timers.schedule(SAVE_AFTER_MS, () => {
      if (!attempt(this.#world, 'Keeping what was used', () => this.save())) this.#saveSoon();
    });
  }

  /** Writes what was counted, so that it survives. If it throws, all is still counted. */
  save(): void {
    this.#saving?.();
    this.#saving = undefined;
    for (const held of this.#held.values()) this.#useUp(held);
    inTransaction(this.#world.database, () => {
      for (const { day, holding, quantity } of this.#counted.values())
        this.#add.run(day, ...columnsOf(holding), quantity);
      for (const { holding, amount, since } of this.#held.values())
        this.#hold.run(...columnsOf(holding), amount, since);
    });
    this.#counted = new Map();
  }

  #count(day: number, holding: Holding, quantity: number): void {
    const key = `${day}\n${keyOf(holding)}`;
    const known = this.#counted.get(key);
    if (known) known.quantity += quantity;
    else this.#counted.set(key, { day, holding, quantity });
  }

  #heldOf(holding: Holding): Held {
    const key = keyOf(holding);
    const known = this.#held.get(key);
    if (known) return known;
    const held = { holding, amount: 0, since: this.#world.timers.now() };
    this.#held.set(key, held);
    return held;
  }

  /** Counts, for each day since the last time, what was used of it. */
  #useUp(held: Held): void {
    const now = this.#world.timers.now();
    for (let from = held.since; from < now && held.amount !== 0; ) {
      const to = Math.min(now, (dayOf(from) + 1) * DAY_MS);
      this.#count(dayOf(from), held.holding, held.amount * shareOf(held.holding.kind, from, to));
      from = to;
    }
    held.since = Math.max(held.since, now);
  }
}

/** What of a month, or how many hours, passes from one point of a day to another. */
function shareOf({ unit }: UsageKind, from: number, to: number): number {
  if (!unit.endsWith('-month')) return (to - from) / HOUR_MS;
  return (to - from) / monthMs(from);
}

const dayOf = (time: number) => Math.floor(time / DAY_MS);

const isSame = (a: UsageKind, b: UsageKind) => a.service === b.service && a.usageType === b.usageType;

const keyOf = ({ kind, operation, resource }: Holding) =>
  `${kind.service}\n${kind.usageType}\n${operation}\n${resource}`;

function columnsOf({ kind, operation, resource }: Holding) {
  return [kind.service, kind.usageType, kind.unit, operation, resource] as const;
}

function kindOf(row: Record<string, unknown>): UsageKind {
  return { service: String(row.service), usageType: String(row.usage_type), unit: String(row.unit) };
}
