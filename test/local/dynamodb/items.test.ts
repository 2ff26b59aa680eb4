import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '#local/iam/policy.ts';
import { ORDERS_TABLE, tableServer } from './table-server.ts';

const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';

describe('items', () => {
  let server: Awaited<ReturnType<typeof tableServer>>;
  beforeAll(async () => {
    server = await tableServer();
    await server.client.send(new CreateTableCommand(ORDERS_TABLE));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const put = (id: string, rest: Record<string, string> = {}) => {
    const Item = Object.fromEntries(Object.entries({ id, ...rest }).map(([key, S]) => [key, { S }]));
    return server.client.send(new PutItemCommand({ TableName: 'orders', Item }));
  };
  const byShop = async (shop: string) => {
    const { Items } = await server.client.send(
      new QueryCommand({
        TableName: 'orders',
        IndexName: 'ByShop',
        KeyConditionExpression: 'shop = :shop',
        ExpressionAttributeValues: { ':shop': { S: shop } },
      }),
    );
    return Items;
  };

  test('an item that was put is found by its key and by the index, which holds what it projects', async () => {
    await put('put', { shop: 'put-shop', state: 'NEW', secret: 'x' });
    const { Item } = await server.client.send(
      new GetItemCommand({ TableName: 'orders', Key: { id: { S: 'put' } } }),
    );
    expect(Item).toEqual({
      id: { S: 'put' },
      shop: { S: 'put-shop' },
      state: { S: 'NEW' },
      secret: { S: 'x' },
    });
    expect(await byShop('put-shop')).toEqual([
      { id: { S: 'put' }, shop: { S: 'put-shop' }, state: { S: 'NEW' } },
    ]);
  });

  test('an item that changes its index key, or is deleted, leaves its old place in the index', async () => {
    await put('moves', { shop: 'old-shop' });
    await server.client.send(
      new UpdateItemCommand({
        TableName: 'orders',
        Key: { id: { S: 'moves' } },
        UpdateExpression: 'SET shop = :shop',
        ExpressionAttributeValues: { ':shop': { S: 'new-shop' } },
      }),
    );
    expect(await byShop('old-shop')).toEqual([]);
    expect(await byShop('new-shop')).toHaveLength(1);
    await server.client.send(new DeleteItemCommand({ TableName: 'orders', Key: { id: { S: 'moves' } } }));
    expect(await byShop('new-shop')).toEqual([]);
  });

  test('a batch writes each of its items, with their index entries', async () => {
    const PutRequest = (id: string) => ({
      PutRequest: { Item: { id: { S: id }, shop: { S: 'batch-shop' } } },
    });
    await server.client.send(
      new BatchWriteItemCommand({ RequestItems: { orders: [PutRequest('b1'), PutRequest('b2')] } }),
    );
    expect(await byShop('batch-shop')).toHaveLength(2);
  });

  describe.each([
    ['PutItem', PutItemCommand, { Item: { id: { S: 'taken' } } }],
    ['DeleteItem', DeleteItemCommand, { Key: { id: { S: 'taken' } } }],
    [
      'UpdateItem',
      UpdateItemCommand,
      {
        Key: { id: { S: 'taken' } },
        UpdateExpression: 'SET #s = :s',
        ExpressionAttributeNames: { '#s': 'state' },
        ExpressionAttributeValues: { ':s': { S: 'LATE' } },
      },
    ],
  ] as const)('%s whose condition fails', (_name, Command, input) => {
    const attempt = async (more: object) => {
      await put('taken', { state: 'FIRST' });
      const condition = { TableName: 'orders', ConditionExpression: 'attribute_not_exists(id)' };
      // biome-ignore lint/suspicious/noExplicitAny: three commands, one shape of test.
      const command = new (Command as any)({ ...condition, ...input, ...more });
      return server.client.send(command).catch((error) => error);
    };

    test('gives the item back when asked to', async () => {
      const error = await attempt({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
      expect(error).toBeInstanceOf(ConditionalCheckFailedException);
      expect(error.Item).toEqual({ id: { S: 'taken' }, state: { S: 'FIRST' } });
    });

    test('gives nothing back otherwise', async () => {
      const error = await attempt({});
      expect(error).toBeInstanceOf(ConditionalCheckFailedException);
      expect(error.Item).toBeUndefined();
    });
  });

  test('the same expression is evaluated with the values of each request', async () => {
    const increment = (id: string, by: number, name: string) =>
      server.client.send(
        new UpdateItemCommand({
          TableName: 'orders',
          Key: { id: { S: id } },
          UpdateExpression: 'SET #n = if_not_exists(#n, :zero) + :by',
          ConditionExpression: 'attribute_not_exists(#n) OR #n < :limit',
          ExpressionAttributeNames: { '#n': name },
          ExpressionAttributeValues: { ':zero': { N: '0' }, ':by': { N: String(by) }, ':limit': { N: '9' } },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
    expect((await increment('sum', 2, 'n')).Attributes).toEqual({ n: { N: '2' } });
    expect((await increment('sum', 40, 'n')).Attributes).toEqual({ n: { N: '42' } });
    expect((await increment('sum', 5, 'other')).Attributes).toEqual({ other: { N: '5' } });
    await expect(increment('sum', 1, 'n')).rejects.toThrow(ConditionalCheckFailedException);
  });

  test('a name that no expression of the request uses is refused, also if a known expression used it before', async () => {
    const update = (UpdateExpression: string, names: Record<string, string>) =>
      server.client.send(
        new UpdateItemCommand({
          TableName: 'orders',
          Key: { id: { S: 'names' } },
          UpdateExpression,
          ConditionExpression: 'attribute_not_exists(#c)',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':v': { S: 'v' } },
        }),
      );
    await update('SET #a = :v, #c2 = :v', { '#a': 'a', '#c': 'c', '#c2': 'c2' });
    await update('SET #a = :v', { '#a': 'a', '#c': 'c' });
    await expect(update('SET #a = :v', { '#a': 'a', '#c': 'c', '#c2': 'c2' })).rejects.toThrow(
      'unused in expressions: keys: {#c2}',
    );
  });

  test('fifty writers of one new item: one wins', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, writer) =>
        server.client.send(
          new PutItemCommand({
            TableName: 'orders',
            Item: { id: { S: 'contested' }, writer: { N: String(writer) } },
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('what is not emulated says so by name', async () => {
    const TransactItems = [{ Delete: { TableName: 'orders', Key: { id: { S: 'x' } } } }];
    await expect(server.client.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringMatching(/dynamodb:TransactWriteItems is not emulated.*UpdateItem/),
    });
  });

  test('a table that does not exist is answered as DynamoDB does', async () => {
    await expect(
      server.client.send(new DescribeTableCommand({ TableName: 'nowhere' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe("a function's role", () => {
  const role = (Action: string[], Resource: string): Principal => ({
    kind: 'role',
    accountId: '123456789012',
    arn: 'arn:aws:iam::123456789012:role/reader',
    policies: () => [{ Statement: { Effect: 'Allow', Action, Resource } }],
  });
  const query = (IndexName?: string) =>
    new QueryCommand({
      TableName: 'orders',
      ...(IndexName ? { IndexName } : {}),
      KeyConditionExpression: `${IndexName ? 'shop' : 'id'} = :v`,
      ExpressionAttributeValues: { ':v': { S: 'x' } },
    });

  test('may query the index its policy names, and not the table', async () => {
    await using server = await tableServer({ role: role(['dynamodb:Query'], `${ARN}/index/*`) });
    await server.client.send(new CreateTableCommand(ORDERS_TABLE));
    await expect(server.asRole.send(query('ByShop'))).resolves.toMatchObject({ Count: 0 });
    await expect(server.asRole.send(query())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`dynamodb:Query on resource: ${ARN} `),
    });
  });

  test('needs permission for each table of a batch', async () => {
    await using server = await tableServer({ role: role(['dynamodb:BatchWriteItem'], `${ARN}`) });
    await server.client.send(new CreateTableCommand(ORDERS_TABLE));
    const requests = [{ PutRequest: { Item: { id: { S: 'x' } } } }];
    const batch = (...tables: string[]) =>
      new BatchWriteItemCommand({
        RequestItems: Object.fromEntries(tables.map((table) => [table, requests])),
      });
    await expect(server.asRole.send(batch('orders'))).resolves.toBeDefined();
    await expect(server.asRole.send(batch('orders', 'other'))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('table/other'),
    });
  });
});
