import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  ORDER_ID_INDEX,
  ORDER_ID_INDEX_ATTRIBUTES,
  ORDER_ID_INDEX_KEYS,
  TRACKING_TABLE_KEY,
} from '#contract/tracking-item.ts';
import { openDynaliteStore } from '#local/services/dynamodb/dynalite-store.ts';
import { dynamodbService } from '#local/services/dynamodb/service.ts';
import type { World } from '#local/world.ts';
import { clientConfig, serve } from '#test/local/support/serve.ts';
import { testWorld } from '#test/local/support/test-world.ts';

/** The tracking table as the template makes it, empty, in memory, behind a real endpoint. */
export async function trackingTable({ meter }: Partial<Pick<World, 'meter'>> = {}) {
  const name = 'email-delivery-tracking-test';
  const world = testWorld({ ...(meter && { meter }) });
  const store = await openDynaliteStore(world);
  const served = await serve([dynamodbService({ world, store })], { world });
  const config = clientConfig(served);
  const client = new DynamoDBClient(config);
  const { partition, sort } = ORDER_ID_INDEX_KEYS;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: TRACKING_TABLE_KEY, KeyType: 'HASH' }],
      AttributeDefinitions: [TRACKING_TABLE_KEY, partition, sort].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: ORDER_ID_INDEX,
          KeySchema: [
            { AttributeName: partition, KeyType: 'HASH' },
            { AttributeName: sort, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...ORDER_ID_INDEX_ATTRIBUTES] },
        },
      ],
    }),
  );
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
