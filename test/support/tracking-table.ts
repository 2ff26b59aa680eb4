import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  type Projection,
} from '@aws-sdk/client-dynamodb';
import {
  ADDRESS_INDEX,
  ADDRESS_INDEX_KEYS,
  ORDER_ID_INDEX,
  ORDER_ID_INDEX_ATTRIBUTES,
  ORDER_ID_INDEX_KEYS,
  PROBLEM_INDEX,
  PROBLEM_INDEX_KEYS,
  TRACKING_TABLE_KEY,
} from '#contract/tracking-item.ts';
import { openDynaliteStore } from '#local/services/dynamodb/dynalite-store.ts';
import { dynamodbService } from '#local/services/dynamodb/service.ts';
import type { World } from '#local/world.ts';
import { clientConfig, serve } from '#test/local/support/serve.ts';
import { testWorld } from '#test/local/support/test-world.ts';

const index = (
  IndexName: string,
  { partition, sort }: { readonly partition: string; readonly sort: string },
  Projection: Projection,
): GlobalSecondaryIndex => ({
  IndexName,
  KeySchema: [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ],
  Projection,
});

const INDEXES = [
  index(ORDER_ID_INDEX, ORDER_ID_INDEX_KEYS, {
    ProjectionType: 'INCLUDE',
    NonKeyAttributes: [...ORDER_ID_INDEX_ATTRIBUTES],
  }),
  index(ADDRESS_INDEX, ADDRESS_INDEX_KEYS, { ProjectionType: 'KEYS_ONLY' }),
  index(PROBLEM_INDEX, PROBLEM_INDEX_KEYS, { ProjectionType: 'KEYS_ONLY' }),
];

const KEY_ATTRIBUTES = new Set([
  TRACKING_TABLE_KEY,
  ...[ORDER_ID_INDEX_KEYS, ADDRESS_INDEX_KEYS, PROBLEM_INDEX_KEYS].flatMap((keys) => Object.values(keys)),
]);

/** What makes the tracking table, as the template does. */
export function tableDefinition(TableName: string): CreateTableCommandInput {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: TRACKING_TABLE_KEY, KeyType: 'HASH' }],
    AttributeDefinitions: [...KEY_ATTRIBUTES].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: INDEXES,
  };
}

/** The tracking table as the template makes it, empty, in memory, behind a real endpoint. */
export async function trackingTable({ meter }: Partial<Pick<World, 'meter'>> = {}) {
  const name = 'email-delivery-tracking-test';
  const world = testWorld({ ...(meter && { meter }) });
  const store = await openDynaliteStore(world);
  const served = await serve([dynamodbService({ world, store })], { world });
  const config = clientConfig(served);
  const client = new DynamoDBClient(config);
  await client.send(new CreateTableCommand(tableDefinition(name)));
  client.destroy();
  return {
    name,
    clientConfig: config,
    async close() {
      await served.close();
      await store.close();
    },
  };
}
