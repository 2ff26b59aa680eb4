import database, { type Json } from 'dynalite/db/index.js';
import { type Consumption, read, readOf, refusedWrite, write } from './consumption.ts';

/**
 * Which call consumes, found by the objects of its input: dynalite's actions pass them on, and those of a batch make new inputs
 * around the same items and keys.
 */
const calls = new WeakMap<object, Consumption[]>();

const callOf = (data: Json): Consumption[] | undefined =>
  calls.get(data) ?? calls.get(data.Item ?? data.Key ?? data);

/** The write that its action has just decided on; `updateIndexes`, called in the same turn, learns no more than the items. */
let writing: Consumption[] | undefined;

/** Makes dynalite's actions tell what they consume. Called once, by the one who replaces its functions. */
export function tellConsumption(): void {
  const { addConsumedCapacity, checkConditional, updateIndexes } = database;
  database.addConsumedCapacity = (data, isRead, newItem, oldItem) => {
    const call = callOf(data);
    if (isRead) call?.push(read(data.TableName, newItem, data.ConsistentRead === true));
    else writing = call;
    return addConsumedCapacity(data, isRead, newItem, oldItem);
  };
  database.checkConditional = (data, existing) => {
    const refusal = checkConditional(data, existing);
    if (refusal) callOf(data)?.push(refusedWrite(data.TableName, existing));
    return refusal;
  };
  database.updateIndexes = (store, table, before, after, callback) => {
    const indexes = [...(table.LocalSecondaryIndexes ?? []), ...(table.GlobalSecondaryIndexes ?? [])];
    const entriesOf = (item: Json) =>
      item ? database.getIndexActions(indexes, undefined, item, table).puts : [];
    const entries = { before: entriesOf(before), after: entriesOf(after) };
    writing?.push(...write(table.TableName, before, after, entries));
    writing = undefined;
    updateIndexes(store, table, before, after, callback);
  };
}

/** Adds what a call consumes to the list while its action runs, however that ends. */
export function follow(input: Json, consumed: Consumption[]): void {
  calls.set(input, consumed);
  for (const request of batched(input.RequestItems)) calls.set(request, consumed);
}

function batched(requestItems: Json): object[] {
  return Object.values<Json>(requestItems ?? {}).flatMap((table) =>
    Array.isArray(table)
      ? table.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key)
      : table.Keys,
  );
}

const READS_MANY: ReadonlySet<string> = new Set(['Query', 'Scan']);

/** Whether it is Query or Scan, whose reads dynalite adds up only when it is asked to. */
export function readsMany(operation: string): boolean {
  return READS_MANY.has(operation);
}

/** Adds what a Query or Scan has read, and leaves in its answer what the caller has asked for. */
export function takeCapacity(output: Json, input: Json, consumed: Consumption[]): object {
  const { ConsumedCapacity, ...rest } = output;
  consumed.push(...readOf(ConsumedCapacity, input.ConsistentRead === true));
  const { TableName, CapacityUnits } = ConsumedCapacity;
  if (input.ReturnConsumedCapacity === 'INDEXES') return output;
  if (input.ReturnConsumedCapacity !== 'TOTAL') return rest;
  return { ...rest, ConsumedCapacity: { TableName, CapacityUnits } };
}
