import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { NO_METER, type Use } from '#local/meter/usage.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { type Item, itemSize } from '#local/services/dynamodb/item-size.ts';
import { ORDERS_TABLE, tableServer } from './table-server.ts';

const TableName = 'orders';
const text = (length: number) => ({ S: 'x'.repeat(length) });

/** The table `orders` with its index ByShop, which has the attribute `state`; and what each call consumes. */
async function meteredTable() {
  const uses: Use[] = [];
  const bytes = new Map<string, number>();
  const server = await tableServer({
    meter: {
      ...NO_METER,
      count: (use) => void uses.push(use),
      change({ kind, resource }, by) {
        if (kind === USAGE.dynamodbStorage) bytes.set(resource, (bytes.get(resource) ?? 0) + by * 2 ** 30);
      },
    },
  });
  await server.client.send(new CreateTableCommand(ORDERS_TABLE));
  const unitsOf = async (call: Promise<unknown>, kind: object) => {
    uses.length = 0;
    await call.catch((error: Error) => expect(error.name).toBe('ConditionalCheckFailedException'));
    const units = Object.groupBy(
      uses.filter((use) => use.kind === kind),
      ({ resource }) => resource,
    );
    return Object.fromEntries(
      Object.entries(units).map(([resource, list]) => [
        resource.replace('orders/index/', ''),
        list!.reduce((sum, { quantity = 1 }) => sum + quantity, 0),
      ]),
    );
  };
  const { client } = server;
  return {
    client,
    bytes,
    put: (item: Item) => client.send(new PutItemCommand({ TableName, Item: item as never })),
    writes: (call: Promise<unknown>) => unitsOf(call, USAGE.dynamodbWrite),
    reads: (call: Promise<unknown>) => unitsOf(call, USAGE.dynamodbRead),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

test.each<[string, Item, number]>([
  ['names and texts as UTF-8', { id: { S: 'ä€' } }, 2 + 5],
  ['a number as a byte for two digits and one more', { n: { N: '12345' } }, 1 + 4],
  ['zeros at both ends of a number as nothing', { n: { N: '0.00120' } }, 1 + 2],
  ['a negative number with one byte more', { n: { N: '-12' } }, 1 + 3],
  ['binary without its base64', { b: { B: Buffer.alloc(30).toString('base64') } }, 1 + 30],
  ['a truth and a nothing as a byte', { a: { BOOL: true }, b: { NULL: true } }, 4],
  ['sets as their members', { s: { SS: ['ab', 'c'] }, n: { NS: ['1'] } }, 1 + 3 + 1 + 2],
  [
    'lists and maps with their overhead',
    { l: { L: [{ S: 'a' }, { M: { k: { S: 'b' } } }] } },
    1 + 3 + 2 + 1 + 6,
  ],
])('an item counts %s', (_, item, size) => {
  expect(itemSize(item)).toBe(size);
});

test('a write costs a unit for each begun kilobyte of the larger item, before or after', async () => {
  await using table = await meteredTable();
  expect(await table.writes(table.put({ id: { S: 'a' }, body: text(1017) }))).toEqual({ orders: 1 });
  expect(await table.writes(table.put({ id: { S: 'a' }, body: text(1018) }))).toEqual({ orders: 2 });
  expect(await table.writes(table.put({ id: { S: 'a' } }))).toEqual({ orders: 2 });
  const Key = { id: { S: 'a' } };
  expect(await table.writes(table.client.send(new DeleteItemCommand({ TableName, Key })))).toEqual({
    orders: 1,
  });
  expect(await table.writes(table.client.send(new DeleteItemCommand({ TableName, Key })))).toEqual({
    orders: 1,
  });
});

test('an index is written when its entry changes, twice when that moves', async () => {
  await using table = await meteredTable();
  const item = { id: { S: 'a' }, shop: { S: 's1' }, state: { S: 'new' }, note: { S: '1' } };
  expect(await table.writes(table.put(item))).toEqual({ orders: 1, ByShop: 1 });
  expect(await table.writes(table.put({ ...item, note: { S: '2' } }))).toEqual({ orders: 1 });
  expect(await table.writes(table.put({ ...item, state: { S: 'sent' } }))).toEqual({ orders: 1, ByShop: 1 });
  expect(await table.writes(table.put({ ...item, shop: { S: 's2' } }))).toEqual({ orders: 1, ByShop: 2 });
  expect(await table.writes(table.put({ id: { S: 'a' } }))).toEqual({ orders: 1, ByShop: 1 });
  expect(await table.writes(table.put({ id: { S: 'a' } }))).toEqual({ orders: 1 });
});

test('a write that its condition refuses costs what the item would', async () => {
  await using table = await meteredTable();
  await table.put({ id: { S: 'a' }, shop: { S: 's1' }, body: text(2000) });
  const refused = table.client.send(
    new UpdateItemCommand({
      TableName,
      Key: { id: { S: 'a' } },
      UpdateExpression: 'SET note = :one',
      ConditionExpression: 'attribute_not_exists(id)',
      ExpressionAttributeValues: { ':one': { S: '1' } },
    }),
  );
  expect(await table.writes(refused)).toEqual({ orders: 2 });
});

test('a read costs half a unit for each begun 4 KB, a consistent one a whole', async () => {
  await using table = await meteredTable();
  await table.put({ id: { S: 'a' }, body: text(5000) });
  const get = (id: string, ConsistentRead: boolean) =>
    table.reads(table.client.send(new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead })));
  expect(await get('a', false)).toEqual({ orders: 1 });
  expect(await get('a', true)).toEqual({ orders: 2 });
  expect(await get('nobody', false)).toEqual({ orders: 0.5 });
});

test('a query costs what it reads of the index, a scan what it reads of the table, both something for nothing', async () => {
  await using table = await meteredTable();
  const query = () =>
    table.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'ByShop',
        KeyConditionExpression: 'shop = :shop',
        ExpressionAttributeValues: { ':shop': { S: 's1' } },
      }),
    );
  expect(await table.reads(query())).toEqual({ ByShop: 0.5 });
  await table.put({ id: { S: 'a' }, shop: { S: 's1' }, body: text(9000) });
  expect(await table.reads(query())).toEqual({ ByShop: 0.5 });
  expect(await table.reads(table.client.send(new ScanCommand({ TableName })))).toEqual({ orders: 1.5 });
  expect(await query()).not.toHaveProperty('ConsumedCapacity');
});

test('batches cost what their items cost', async () => {
  await using table = await meteredTable();
  const requests = [
    { PutRequest: { Item: { id: { S: 'a' }, shop: { S: 's' } } } },
    { PutRequest: { Item: { id: { S: 'b' }, body: text(1100) } } },
    { DeleteRequest: { Key: { id: { S: 'c' } } } },
  ];
  const write = table.client.send(new BatchWriteItemCommand({ RequestItems: { orders: requests } }));
  expect(await table.writes(write)).toEqual({ orders: 4, ByShop: 1 });
  const Keys = [{ id: { S: 'a' } }, { id: { S: 'b' } }];
  const read = table.client.send(new BatchGetItemCommand({ RequestItems: { orders: { Keys } } }));
  expect(await table.reads(read)).toEqual({ orders: 1 });
});

test('bytes are kept with 100 more for each item and index entry', async () => {
  await using table = await meteredTable();
  await table.put({ id: { S: 'a' }, shop: { S: 's1' }, note: text(10) });
  expect(Object.fromEntries(table.bytes)).toEqual({
    orders: 2 + 1 + 4 + 2 + 4 + 10 + 100,
    'orders/index/ByShop': 2 + 1 + 4 + 2 + 100,
  });
  await table.client.send(new DeleteItemCommand({ TableName, Key: { id: { S: 'a' } } }));
  expect([...table.bytes.values()]).toEqual([0, 0]);
});
