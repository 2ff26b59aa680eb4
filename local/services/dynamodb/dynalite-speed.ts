import type { BatchOperation, Callback, DynaliteError, Json, Store } from 'dynalite/db/index.js';

/**
 * Makes a store read at once, write in groups and keep its tables' descriptions. Results are the same. A third of the
 * time of an UpdateItem went into scheduling LevelDB calls on the thread pool.
 */
export function speedUpStore(store: Store): void {
  readSynchronously(store);
  writeInGroups(store);
  keepActiveTables(store);
}

/** A read is answered from LevelDB's memory in microseconds; a thread pool's round trip costs more than the wait. */
function readSynchronously(store: Store): void {
  const get = (key: string, callback?: Callback<Json>) => {
    if (!callback) return Promise.resolve(store.db.getSync(key));
    let value: Json;
    try {
      value = store.db.getSync(key);
    } catch (error) {
      callback(error as DynaliteError, undefined);
      return;
    }
    callback(null, value);
  };
  store.db.get = get as Store['db']['get'];
}

/** While one batch is being written, the next ones gather and become a single batch: group commit. */
function writeInGroups(store: Store): void {
  const write = store.db.batch.bind(store.db);
  let gathering: { operations: BatchOperation[]; callbacks: Callback<void>[] } = {
    operations: [],
    callbacks: [],
  };
  let writing = false;
  const writeNext = () => {
    if (gathering.callbacks.length === 0) {
      writing = false;
      return;
    }
    writing = true;
    const { operations, callbacks } = gathering;
    gathering = { operations: [], callbacks: [] };
    write(operations, (error) => {
      for (const callback of callbacks) callback(error);
      writeNext();
    });
  };
  store.db.batch = (operations, callback) => {
    gathering.operations.push(...operations);
    gathering.callbacks.push(callback);
    if (!writing) writeNext();
  };
}

/** Item calls ask for their table's description each time: it is kept once the table is ACTIVE, until it changes. */
function keepActiveTables(store: Store): void {
  const active = new Map<string, Json>();
  const { getTable, tableDb } = store;
  const { put, del } = tableDb;
  tableDb.put = (name, table, callback) => {
    active.delete(name);
    put(name, table, callback);
  };
  tableDb.del = (name, callback) => {
    active.delete(name);
    del(name, callback);
  };
  // Item calls leave out the middle argument; table calls, which change what they are given, do not.
  store.getTable = ((name: string, second: boolean | Callback<Json>, third: Callback<Json>) => {
    if (typeof second !== 'function') return getTable(name, second, third);
    const known = active.get(name);
    if (known) return second(null, known);
    (getTable as unknown as (name: string, callback: Callback<Json>) => void)(name, (error, table) => {
      if (!error && table.TableStatus === 'ACTIVE') active.set(name, table);
      second(error, table);
    });
  }) as Store['getTable'];
}
