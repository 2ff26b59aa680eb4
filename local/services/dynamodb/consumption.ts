import type { IndexAction, Json } from 'dynalite/db/index.js';
import { type Item, itemSize } from './item-size.ts';

/** What one call consumed of a table or one of its indexes. */
export interface Consumption {
  /** Such as `orders`, or `orders/index/ByShop`. */
  readonly resource: string;
  readonly writeUnits?: number;
  readonly readUnits?: number;
  /** By how much its bytes grew, each item's own overhead counted. */
  readonly bytes?: number;
}

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4 * 1024;

/** What DynamoDB adds to each item and index entry where it bills what is kept ("DynamoDB item sizes and formats"). */
const OVERHEAD_BYTES = 100;

/** An item that is written or deleted counts with the larger of its sizes before and after, and as one unit at least. */
function writeUnits(...items: readonly (Item | null | undefined)[]): number {
  const size = Math.max(0, ...items.map((item) => (item ? itemSize(item) : 0)));
  return Math.max(1, Math.ceil(size / WRITE_UNIT_BYTES));
}

const keptBytes = (item: Item | null | undefined) => (item ? itemSize(item) + OVERHEAD_BYTES : 0);

/** Of a write that its condition refused: as many units as the item has that is there. */
export function refusedWrite(table: string, existing: Item | undefined): Consumption {
  return { resource: table, writeUnits: writeUnits(existing) };
}

/** Of a read of one item. */
export function read(table: string, item: Item | undefined, consistent: boolean): Consumption {
  const units = Math.max(1, Math.ceil((item ? itemSize(item) : 0) / READ_UNIT_BYTES));
  return { resource: table, readUnits: consistent ? units : units / 2 };
}

/** Of a Query or Scan, from what dynalite says it has read; an empty result costs the least there is. */
export function readOf(capacity: Json, consistent: boolean): Consumption[] {
  const smallest = consistent ? 1 : 0.5;
  const indexes = Object.entries<Json>({
    ...capacity.GlobalSecondaryIndexes,
    ...capacity.LocalSecondaryIndexes,
  });
  const ofIndexes = indexes.map(([index, { CapacityUnits }]) => ({
    resource: `${capacity.TableName}/index/${index}`,
    readUnits: Math.max(smallest, CapacityUnits),
  }));
  const ofTable = capacity.Table?.CapacityUnits ?? 0;
  if (ofTable === 0 && ofIndexes.length > 0) return ofIndexes;
  return [{ resource: capacity.TableName, readUnits: Math.max(smallest, ofTable) }, ...ofIndexes];
}

/** The index entries of an item before and after a write, as dynalite finds them. */
export interface IndexEntries {
  readonly before: readonly IndexAction[];
  readonly after: readonly IndexAction[];
}

/**
 * Of a write that happened: the item, and each index whose entry changed ("Using global secondary indexes in DynamoDB", Write
 * capacity units): one write for an entry that is new, gone or has other projected attributes, two where its key is another.
 */
export function write(
  table: string,
  before: Item | null | undefined,
  after: Item | null | undefined,
  entries: IndexEntries,
): Consumption[] {
  const item = {
    resource: table,
    writeUnits: writeUnits(before, after),
    bytes: keptBytes(after) - keptBytes(before),
  };
  const indexes = new Set([...entries.before, ...entries.after].map(({ index }) => index));
  return [item, ...[...indexes].flatMap((index) => indexWrite(table, index, entries))];
}

function indexWrite(table: string, index: string, { before, after }: IndexEntries): Consumption[] {
  const [old, now] = [before, after].map((entries) => entries.find((entry) => entry.index === index));
  if (old && now && old.key === now.key && isSame(old.item, now.item)) return [];
  const moved = old && now && old.key !== now.key;
  const units = moved ? writeUnits(old.item) + writeUnits(now.item) : writeUnits(old?.item, now?.item);
  const bytes = keptBytes(now?.item) - keptBytes(old?.item);
  return [{ resource: `${table}/index/${index}`, writeUnits: units, bytes }];
}

/** Both have their attributes in the same order: the index's. */
function isSame(a: Item, b: Item): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
