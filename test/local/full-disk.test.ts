import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { attempt } from '#local/background.ts';
import { DISK_FULL, isDiskFull } from '#local/disk-full.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { UsageMeter } from '#local/meter/usage-meter.ts';
import { CloudWatch } from '#local/services/cloudwatch/cloudwatch.ts';
import { openFunctionLog } from '#local/services/lambda/function-log.ts';
import { MoveTasks } from '#local/services/sqs/move-tasks.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import { type TestWorld, virtualWorld } from './support/test-world.ts';

/** Lets every write fail, or again succeed. A full disk does so, but for the code of the error. */
function setWritable(world: TestWorld, isWritable: boolean): void {
  world.database.exec(`PRAGMA query_only = ${isWritable ? 0 : 1}`);
}

test('what was counted while nothing could be written is written later', async () => {
  const world = virtualWorld();
  const meter = new UsageMeter(world);
  meter.count({ kind: USAGE.snsRequest, operation: 'Publish', resource: 'orders' });
  setWritable(world, false);
  await world.timers.advance(1_000);
  expect(world.logged).toEqual([expect.stringMatching(/^Keeping what was used failed/)]);
  setWritable(world, true);
  await world.timers.advance(1_000);
  const [line] = new UsageMeter(world).usage({ start: '2026-11-01', end: '2026-12-01' });
  expect(line?.quantity).toBe(1);
});

test('CloudWatch goes on after a minute that it could not keep', async () => {
  const world = virtualWorld();
  let minutes = 0;
  const gauge = () => [
    {
      namespace: 'Test',
      data: [{ name: 'Minutes', dimensions: {}, unit: 'Count' as const, value: ++minutes }],
    },
  ];
  const topics = { publish: () => ({ messageId: '' }) };
  new CloudWatch({ world, topics, gauges: [gauge] }).start();
  setWritable(world, false);
  await world.timers.advance(60_000);
  setWritable(world, true);
  await world.timers.advance(60_000);
  expect(minutes).toBe(2);
});

test('a redrive goes on where it was', async () => {
  const world = virtualWorld();
  const queues = new Queues(world);
  const dead = queues.create({ name: 'dead' });
  const redrivePolicy = { deadLetterTargetArn: dead.arn, maxReceiveCount: 1 };
  const orders = queues.create({ name: 'orders', redrivePolicy });
  queues.send(dead.arn, { body: 'one' }, 'anybody');
  const tasks = new MoveTasks(world, queues);
  tasks.start({ sourceArn: dead.arn, destinationArn: orders.arn, perSecond: undefined });
  setWritable(world, false);
  await world.timers.advance(0);
  expect(queues.counts(dead.arn).visible).toBe(1);
  setWritable(world, true);
  await world.timers.advance(1_000);
  expect(queues.counts(orders.arn).visible).toBe(1);
});

test('messages past their retention stay gone for who asks', async () => {
  const world = virtualWorld();
  const queues = new Queues(world);
  const { arn } = queues.create({ name: 'orders', retentionSeconds: 60 });
  queues.send(arn, { body: 'old' }, 'anybody');
  setWritable(world, false);
  await world.timers.advance(60_000);
  expect(queues.counts(arn).visible).toBe(0);
});

test('a function goes on where its log lines cannot be kept', () => {
  const world = virtualWorld();
  const sink = {
    append() {
      throw new Error('database or disk is full');
    },
  };
  const logging = { group: '/aws/lambda/worker', format: 'Text' as const };
  const principal = { kind: 'account' as const, accountId: world.accountId, arn: '' };
  // biome-ignore lint/suspicious/noExplicitAny: of a function's definition only where it logs matters.
  const log = openFunctionLog(world, sink, { logging } as any, principal);
  expect(() => log.write(['line'])).not.toThrow();
});

test('a full disk is known however it is said, and said once in a while', async () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE things (name); PRAGMA max_page_count = 2');
  const world = virtualWorld();
  const insert = () => database.exec('INSERT INTO things VALUES (zeroblob(100000))');
  for (let n = 0; n < 3; n++) expect(attempt(world, 'Keeping', insert)).toBe(false);
  expect(world.logged).toEqual([DISK_FULL]);
  await world.timers.advance(10_000);
  attempt(world, 'Keeping', insert);
  expect(world.logged).toHaveLength(2);

  expect(isDiskFull(Object.assign(new Error('write failed'), { code: 'ENOSPC' }))).toBe(true);
  const levelDb = new Error('IO error: /state/tables/000012.log: No space left on device');
  expect(isDiskFull(new Error('Database failed to open', { cause: levelDb }))).toBe(true);
  expect(isDiskFull(new Error('IO error: /state/tables/LOCK: already held by process'))).toBe(false);
});
