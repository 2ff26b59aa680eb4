import database, {
  type BatchOperation,
  type Callback,
  type Store,
  type SubDatabase,
} from 'dynalite/db/index.js';

import { tellConsumption } from './consuming-calls.ts';

/**
 * What dynalite 4.0.0 lacks of the calls that stacks and handlers make, kept in this one file. Two of its functions are
 * replaced, both called by its actions through the module's exports.
 */
export function patchDynalite(): void {
  if (patched) return;
  patched = true;
  returnOldItemOnFailedCondition();
  writeIndexesWithItem();
  tellConsumption();
}
let patched = false;

/** `ReturnValuesOnConditionCheckFailure: ALL_OLD` puts the item that failed the condition into the error. */
function returnOldItemOnFailedCondition(): void {
  const checkConditional = database.checkConditional;
  database.checkConditional = (data, existingItem) => {
    const error = checkConditional(data, existingItem);
    if (error && existingItem && data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD')
      error.body.Item = existingItem;
    return error;
  };
}

/** The parameter's declaration, for the validations of PutItem, UpdateItem and DeleteItem. */
export const OLD_ITEM_PARAMETER = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};

/**
 * dynalite writes an item's index entries first and the item after them, each on its own: a kill in between leaves an
 * index that contradicts its table. Here the index entries wait for the item's write, which follows in the same call,
 * and all go into one atomic LevelDB batch.
 *
 *   action ─▶ updateIndexes (keeps the entries) ─▶ itemDb.put or del (one batch)
 */
function writeIndexesWithItem(): void {
  database.updateIndexes = (_store, table, existingItem, item, callback) => {
    waitingIndexEntries = (['Local', 'Global'] as const).flatMap((kind) => {
      const indexes = table[`${kind}SecondaryIndexes`] ?? [];
      const keyOf = (action: { index: string; key: string }) =>
        `index-${kind.toLowerCase()}~${table.TableName}~${action.index}~${action.key}`;
      const { puts, deletes } = database.getIndexActions(indexes, existingItem, item, table);
      return [
        ...deletes.map((action): BatchOperation => ({ type: 'del', key: keyOf(action) })),
        ...puts.map((action): BatchOperation => ({ type: 'put', key: keyOf(action), value: action.item })),
      ];
    });
    callback(null);
  };
}
let waitingIndexEntries: readonly BatchOperation[] = [];

/** Makes a store's item writes carry the index entries that wait for them. */
export function joinIndexWrites(store: Store): void {
  const getItemDb = store.getItemDb;
  const joined = new Map<string, SubDatabase>();
  store.getItemDb = (table) => {
    const existing = joined.get(table);
    if (existing) return existing;
    const items = getItemDb(table);
    const write = (operation: BatchOperation, callback: Callback<void>) => {
      const operations = [...waitingIndexEntries, { ...operation, key: `item-${table}~${operation.key}` }];
      waitingIndexEntries = [];
      store.db.batch(operations, callback);
    };
    items.put = (key, value, callback) => write({ type: 'put', key, value }, callback);
    items.del = (key, callback) => write({ type: 'del', key }, callback);
    joined.set(table, items);
    return items;
  };
}
