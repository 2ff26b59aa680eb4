import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  ScanCommand,
  UntagResourceCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbResources } from '#local/services/dynamodb/resources.ts';
import { eventually } from '#test/support/eventually.ts';
import { resource } from '../support/resource.ts';
import { ORDERS_TABLE, tableServer } from './table-server.ts';

const { TableName } = ORDERS_TABLE;

test('a table of a template comes with all its settings, also the second time', async () => {
  await using server = await tableServer();
  const [provider] = dynamodbResources(server);
  const declared = resource('AWS::DynamoDB::Table', {
    ...ORDERS_TABLE,
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    Tags: [{ Key: 'Project', Value: 'shop' }],
  });
  for (const _start of ['first', 'second']) {
    const created = await provider!.create(declared);
    const Arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';
    expect(created).toEqual({ ref: TableName, attributes: { Arn } });
    const { Table } = await server.client.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: true });
    const backups = await server.client.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
      PointInTimeRecoveryStatus: 'ENABLED',
    });
    const ttl = await server.client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(ttl.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
    const tags = await server.client.send(new ListTagsOfResourceCommand({ ResourceArn: Arn }));
    expect(tags.Tags).toEqual([{ Key: 'Project', Value: 'shop' }]);
  }
});

test.each([
  ['another key', { KeySchema: [{ AttributeName: 'shop', KeyType: 'HASH' }] }],
  ['no index', { GlobalSecondaryIndexes: [] }],
  [
    'an index with another projection',
    {
      GlobalSecondaryIndexes: [
        { ...ORDERS_TABLE.GlobalSecondaryIndexes[0]!, Projection: { ProjectionType: 'ALL' } },
      ],
    },
  ],
])('a kept table is not taken for one with %s', async (_what, change) => {
  await using server = await tableServer();
  await server.client.send(new CreateTableCommand(ORDERS_TABLE));
  const [provider] = dynamodbResources(server);
  const declared = resource('AWS::DynamoDB::Table', { ...ORDERS_TABLE, ...change });
  await expect(provider!.create(declared)).rejects.toThrow(/Table orders in the state folder.*--fresh/s);
});

test('a property that has no effect here stops the start', async () => {
  await using server = await tableServer();
  const [provider] = dynamodbResources(server);
  const declared = resource('AWS::DynamoDB::Table', {
    ...ORDERS_TABLE,
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
  });
  await expect(provider!.create(declared)).rejects.toThrow('StreamSpecification');
});

test('a protected table cannot be deleted until the protection is off', async () => {
  await using server = await tableServer();
  await server.client.send(new CreateTableCommand({ ...ORDERS_TABLE, DeletionProtectionEnabled: true }));
  const remove = new DeleteTableCommand({ TableName });
  await expect(server.client.send(remove)).rejects.toThrow('protected against deletion');
  await server.client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await expect(server.client.send(remove)).resolves.toMatchObject({
    TableDescription: { TableStatus: 'DELETING' },
  });
});

test('a deleted table takes its items and settings with it', async () => {
  await using server = await tableServer();
  const put = () => server.client.send(new PutItemCommand({ TableName, Item: { id: { S: 'x' } } }));
  await server.client.send(new CreateTableCommand({ ...ORDERS_TABLE, Tags: [{ Key: 'a', Value: '1' }] }));
  await eventually(put);
  await server.client.send(new DeleteTableCommand({ TableName }));
  await expect(put()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const { TableDescription } = await eventually(() =>
    server.client.send(new CreateTableCommand(ORDERS_TABLE)),
  );
  await eventually(async () =>
    expect((await server.client.send(new ScanCommand({ TableName }))).Items).toEqual([]),
  );
  const ResourceArn = TableDescription!.TableArn!;
  expect((await server.client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags).toEqual([]);
});

test('time to live is switched on and off, and not twice', async () => {
  await using server = await tableServer();
  await server.client.send(new CreateTableCommand(ORDERS_TABLE));
  const update = (Enabled: boolean) =>
    server.client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled },
      }),
    );
  await update(true);
  await expect(update(true)).rejects.toThrow('TimeToLive is already enabled');
  await update(false);
  await expect(update(false)).rejects.toThrow('TimeToLive is already disabled');
});

test('tags given at creation are kept, until they are taken off', async () => {
  await using server = await tableServer();
  const Tags = [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ];
  const { TableDescription } = await server.client.send(new CreateTableCommand({ ...ORDERS_TABLE, Tags }));
  const ResourceArn = TableDescription!.TableArn!;
  await server.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
  const listed = await server.client.send(new ListTagsOfResourceCommand({ ResourceArn }));
  expect(listed.Tags).toEqual([{ Key: 'b', Value: '2' }]);
});
