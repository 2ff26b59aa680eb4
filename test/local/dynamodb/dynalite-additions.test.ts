import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import database from 'dynalite/db/index.js';
import { expect, test } from 'vitest';
import { joinIndexWrites, patchDynalite } from '#local/services/dynamodb/dynalite-additions.ts';
import { ORDERS_TABLE } from './table-server.ts';

const require = createRequire(import.meta.url);
const action = (name: string) => promisify(require(`dynalite/actions/${name}`));

test('an item and its index entries are one write, so that no kill can part them', async () => {
  patchDynalite();
  const store = database.create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  joinIndexWrites(store);
  await store.db.open();
  const table = { ...ORDERS_TABLE, TableStatus: 'ACTIVE' };
  await promisify(store.tableDb.put)('orders', table);
  const writes: string[][] = [];
  const { batch } = store.db;
  store.db.batch = (operations, callback) => {
    writes.push(operations.map(({ type, key }) => `${type} ${key.split('~')[0]}`));
    batch(operations, callback);
  };
  const put = (shop: string) =>
    action('putItem')(store, { TableName: 'orders', Item: { id: { S: 'x' }, shop: { S: shop } } });
  await put('first');
  await put('second');
  await action('deleteItem')(store, { TableName: 'orders', Key: { id: { S: 'x' } } });
  expect(writes).toEqual([
    ['put index-global', 'put item-orders'],
    ['del index-global', 'put index-global', 'put item-orders'],
    ['del index-global', 'del item-orders'],
  ]);
  await store.db.close();
});
