import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Principal } from '#local/iam/policy.ts';
import type { UsageSink } from '#local/meter/usage.ts';
import { openDynaliteStore } from '#local/services/dynamodb/dynalite-store.ts';
import { dynamodbService } from '#local/services/dynamodb/service.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { testWorld } from '../support/test-world.ts';

/** DynamoDB in memory behind a real gateway, and a client of it. Other keys than `anybody` stand for `role`. */
export async function tableServer({ role, meter }: { role?: Principal; meter?: UsageSink } = {}) {
  const world = testWorld({ ...(meter && { meter }) });
  const store = await openDynaliteStore(world);
  const served = await serve([dynamodbService({ world, store })], {
    world,
    principalOf: (key) => (key === 'anybody' ? undefined : role),
  });
  const client = new DynamoDBClient(clientConfig(served));
  return {
    store,
    client,
    endpoint: served.endpoint,
    asRole: new DynamoDBClient(clientConfig(served, 'role')),
    async [Symbol.asyncDispose]() {
      await served.close();
      await store.close();
    },
  };
}

/** A table with one index, as an application with look-ups by order would have it. */
export const ORDERS_TABLE = {
  TableName: 'orders',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'shop', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'ByShop',
      KeySchema: [{ AttributeName: 'shop', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['state'] },
    },
  ],
} satisfies CreateTableCommandInput;

/** A folder of its own, removed at the end of the test. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'local-cloud-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
