import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { dynamodbResources } from '#local/services/dynamodb/resources.ts';
import { startStoreThread } from '#local/services/dynamodb/store-thread.ts';
import { eventually } from '#test/support/eventually.ts';
import { resource } from '../support/resource.ts';
import { ORDERS_TABLE, temporaryFolder } from './table-server.ts';

/** A store over a folder that has the orders table. */
async function openStore(path: string) {
  const crashes: Error[] = [];
  const store = await startStoreThread({
    path,
    accountId: '123456789012',
    region: 'us-east-1',
    onCrash: (error) => crashes.push(error),
  });
  onTestFinished(() => store.close());
  await dynamodbResources({ store })[0]!.create(resource('AWS::DynamoDB::Table', ORDERS_TABLE));
  const run = async (operation: string, input: object) => {
    const { status, body } = await store.execute(
      operation,
      JSON.stringify({ TableName: 'orders', ...input }),
    );
    return { status, ...JSON.parse(body) };
  };
  return { crashes, close: () => store.close(), run };
}

test('items survive a restart', async () => {
  await using folder = await temporaryFolder();
  const first = await openStore(folder.path);
  await first.run('PutItem', { Item: { id: { S: 'kept' } } });
  await first.close();
  const second = await openStore(folder.path);
  expect(await second.run('GetItem', { Key: { id: { S: 'kept' } } })).toMatchObject({
    Item: { id: { S: 'kept' } },
  });
});

test('every write that was acknowledged survives a kill, and the index agrees with the table', async () => {
  await using folder = await temporaryFolder();
  await (await openStore(folder.path)).close();

  const acknowledged: string[] = [];
  const script = new URL('./acknowledged-writes.ts', import.meta.url).pathname;
  const writer = spawn(process.execPath, [script, folder.path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(writer, 'exit');
  for await (const id of createInterface({ input: writer.stdout })) {
    acknowledged.push(id);
    if (acknowledged.length === 500) writer.kill('SIGKILL');
  }
  await exited;

  const { run } = await openStore(folder.path);
  const table: { id: { S: string }; shop: { S: string } }[] = (await run('Scan', {})).Items;
  const index = (await run('Scan', { IndexName: 'ByShop' })).Items;
  const ids = new Set(table.map(({ id }) => id.S));
  expect(acknowledged.length).toBeGreaterThanOrEqual(500);
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  const byId = (a: { id: { S: string } }, b: { id: { S: string } }) => Number(a.id.S) - Number(b.id.S);
  expect(index.sort(byId)).toEqual(table.sort(byId));
});

test('a bug ends the thread, answers 500, and leaves the other items to the next thread', async () => {
  await using folder = await temporaryFolder();
  const healthy = await openStore(folder.path);
  await healthy.run('PutItem', { Item: { id: { S: 'good' } } });
  await healthy.close();
  await damageItem(folder.path, 'bad');

  const { run, crashes } = await openStore(folder.path);
  expect(await run('UpdateItem', UPDATE_OF_BAD)).toMatchObject({
    status: 500,
    __type: 'InternalServerError',
  });
  expect(crashes).toHaveLength(1);
  expect(await run('GetItem', { Key: { id: { S: 'good' } } })).toMatchObject({ status: 200 });
});

test('a folder that cannot be opened for a while, as on a full disk, is opened as soon as it can be', async () => {
  await using folder = await temporaryFolder();
  const healthy = await openStore(folder.path);
  await healthy.run('PutItem', { Item: { id: { S: 'good' } } });
  await healthy.close();
  await damageItem(folder.path, 'bad');

  const { run, crashes } = await openStore(folder.path);
  const current = join(folder.path, 'CURRENT');
  const kept = readFileSync(current);
  writeFileSync(current, 'names no manifest');
  expect(await run('UpdateItem', UPDATE_OF_BAD)).toMatchObject({ status: 500 });
  await eventually(() => expect(crashes.length).toBeGreaterThan(1));
  expect(await run('GetItem', { Key: { id: { S: 'good' } } })).toMatchObject({ status: 500 });
  writeFileSync(current, kept);
  await eventually(async () =>
    expect(await run('GetItem', { Key: { id: { S: 'good' } } })).toMatchObject({ status: 200 }),
  );
});

test('a folder that cannot be opened rejects', async () => {
  await expect(openStore('/dev/null/tables')).rejects.toThrow();
});

const UPDATE_OF_BAD = {
  Key: { id: { S: 'bad' } },
  UpdateExpression: 'SET a = :a',
  ExpressionAttributeValues: { ':a': { S: 'a' } },
};

/** Puts something that is no item where one belongs. */
async function damageItem(path: string, id: string): Promise<void> {
  const database = createRequire(import.meta.url)('dynalite/db');
  const { db } = database.create({ path });
  await db.put(`item-orders~${database.createKey({ id: { S: id } }, ORDERS_TABLE)}`, { id: null });
  await db.close();
}
