import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ResolvedResource, ResourceProvider } from '../../assembly/provider.ts';
import { knownProperties } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';
import type { DynamoDbStore } from './dynalite-store.ts';

/** `AWS::DynamoDB::Table`. A table that is in the store already keeps its items, if its schema is still the same. */
export function dynamodbResources({ store }: { store: DynamoDbStore }): ResourceProvider[] {
  return [{ type: 'AWS::DynamoDB::Table', create: (resource) => createTable(store, resource) }];
}

async function createTable(store: DynamoDbStore, resource: ResolvedResource) {
  refuseUnknown(resource);
  const name: string = resource.properties.TableName ?? physicalName(resource, MAX_NAME);
  const existing = await describe(store, name);
  if (existing) requireSameSchema(name, existing, resource.properties);
  else await call(store, 'CreateTable', creationOf(name, resource.properties));
  const table = await untilActive(store, name);
  await applySettings(store, table.TableArn, name, resource.properties);
  return { ref: name, attributes: { Arn: table.TableArn } };
}

const MAX_NAME = 255;

function refuseUnknown(resource: ResolvedResource): void {
  const capacity = 'nothing is throttled here';
  knownProperties(
    resource,
    [
      ...[
        'TableName',
        'KeySchema',
        'AttributeDefinitions',
        'GlobalSecondaryIndexes',
        'LocalSecondaryIndexes',
      ],
      ...['TimeToLiveSpecification', 'PointInTimeRecoverySpecification', 'DeletionProtectionEnabled', 'Tags'],
    ],
    {
      BillingMode: capacity,
      ProvisionedThroughput: capacity,
      OnDemandThroughput: capacity,
      WarmThroughput: capacity,
      TableClass: 'a matter of price',
      SSESpecification: 'the state folder is as safe as the machine it is on',
      ContributorInsightsSpecification: 'a report for people',
    },
  );
}

// biome-ignore lint/suspicious/noExplicitAny: DynamoDB's JSON and CloudFormation's, which share these shapes.
type Json = any;

function creationOf(TableName: string, properties: Json): Json {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes } = properties;
  return {
    TableName,
    AttributeDefinitions,
    KeySchema,
    LocalSecondaryIndexes,
    GlobalSecondaryIndexes: GlobalSecondaryIndexes?.map(schemaOfIndex),
    // Capacity is not emulated: nothing is ever throttled.
    BillingMode: 'PAY_PER_REQUEST',
  };
}

/** Compares what cannot change without losing the items. */
function requireSameSchema(name: string, existing: Json, properties: Json): void {
  const kept = schemaOf(existing);
  const wanted = schemaOf(properties);
  if (kept === wanted) return;
  throw new Error(
    `Table ${name} in the state folder has another schema than in the template.\n  kept:     ${kept}\n  template: ${wanted}\nStart with --fresh to begin with empty tables.`,
  );
}

function schemaOf({ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes }: Json) {
  const types = AttributeDefinitions.map((it: Json) => `${it.AttributeName}:${it.AttributeType}`).sort();
  const indexes = [...(GlobalSecondaryIndexes ?? []), ...(LocalSecondaryIndexes ?? [])].map((index) => {
    const { Projection, ...rest } = schemaOfIndex(index);
    return { ...rest, ...Projection, NonKeyAttributes: Projection.NonKeyAttributes?.toSorted() };
  });
  const byName = (a: Json, b: Json) => (a.IndexName < b.IndexName ? -1 : 1);
  return JSON.stringify({ key: keyOf(KeySchema), types, indexes: indexes.sort(byName).map(describeIndex) });
}

function schemaOfIndex({ IndexName, KeySchema, Projection }: Json): Json {
  return { IndexName, KeySchema, Projection };
}

function describeIndex({ IndexName, KeySchema, ProjectionType, NonKeyAttributes = [] }: Json): string {
  return [IndexName, ...keyOf(KeySchema), ProjectionType, ...NonKeyAttributes].join(' ');
}

function keyOf(schema: Json): string[] {
  return schema.map((it: Json) => `${it.KeyType}=${it.AttributeName}`);
}

async function applySettings(store: DynamoDbStore, arn: string, name: string, properties: Json) {
  const { DeletionProtectionEnabled = false, PointInTimeRecoverySpecification, Tags = [] } = properties;
  await call(store, 'UpdateTable', { TableName: name, DeletionProtectionEnabled });
  await call(store, 'UpdateContinuousBackups', { TableName: name, PointInTimeRecoverySpecification });
  await applyTimeToLive(store, name, properties.TimeToLiveSpecification);
  const { Tags: old } = await call(store, 'ListTagsOfResource', { ResourceArn: arn });
  await call(store, 'UntagResource', { ResourceArn: arn, TagKeys: old.map((tag: Json) => tag.Key) });
  await call(store, 'TagResource', { ResourceArn: arn, Tags });
}

async function applyTimeToLive(store: DynamoDbStore, TableName: string, wanted: Json): Promise<void> {
  const attribute = wanted?.Enabled ? wanted.AttributeName : undefined;
  const { TimeToLiveDescription } = await call(store, 'DescribeTimeToLive', { TableName });
  const { AttributeName } = TimeToLiveDescription;
  if (AttributeName === attribute) return;
  const set = (name: string, Enabled: boolean) =>
    call(store, 'UpdateTimeToLive', {
      TableName,
      TimeToLiveSpecification: { AttributeName: name, Enabled },
    });
  if (AttributeName) await set(AttributeName, false);
  if (attribute) await set(attribute, true);
}

async function untilActive(store: DynamoDbStore, name: string): Promise<Json> {
  for (;;) {
    const table = await describe(store, name);
    if (table?.TableStatus === 'ACTIVE') return table;
    await nextTurn();
  }
}

async function describe(store: DynamoDbStore, TableName: string): Promise<Json | undefined> {
  const { status, body } = await store.execute('DescribeTable', JSON.stringify({ TableName }));
  if (status === 200) return JSON.parse(body).Table;
  if (JSON.parse(body).__type.endsWith('ResourceNotFoundException')) return undefined;
  throw failed('DescribeTable', body);
}

async function call(store: DynamoDbStore, operation: string, input: object): Promise<Json> {
  const { status, body } = await store.execute(operation, JSON.stringify(input));
  if (status !== 200) throw failed(operation, body);
  return JSON.parse(body);
}

function failed(operation: string, body: string): Error {
  const { __type, message } = JSON.parse(body);
  return new Error(`${operation} was refused: ${__type} ${message}`);
}
