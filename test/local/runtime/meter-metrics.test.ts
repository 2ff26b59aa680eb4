import { expect, test } from 'vitest';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { UsageMeter } from '#local/meter/usage-meter.ts';
import { usageGauges } from '#local/runtime/meter-metrics.ts';
import { virtualWorld } from '../support/test-world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

test('each minute tells what was used in it, by table, index and log group', async () => {
  const world = virtualWorld();
  const meter = new UsageMeter(world);
  const write = (resource: string, operation: string, quantity: number) =>
    meter.count({ kind: USAGE.dynamodbWrite, operation, resource, quantity });
  write('orders', 'PutItem', 100);
  const gauges = usageGauges(meter, world.timers);
  expect(gauges()).toEqual([]);

  write('orders', 'PutItem', 2);
  write('orders', 'UpdateItem', 3);
  write('orders/index/ByShop', 'PutItem', 1);
  meter.count({
    kind: USAGE.logBytes,
    operation: 'PutLogEvents',
    resource: '/aws/lambda/sender',
    quantity: 512 / 1024 ** 3,
  });
  const byName = Object.fromEntries(gauges().map(({ namespace, data }) => [namespace, data]));
  expect(byName).toEqual({
    'AWS/DynamoDB': [
      { name: 'ConsumedWriteCapacityUnits', dimensions: { TableName: 'orders' }, unit: 'Count', value: 5 },
      {
        name: 'ConsumedWriteCapacityUnits',
        dimensions: { TableName: 'orders', GlobalSecondaryIndexName: 'ByShop' },
        unit: 'Count',
        value: 1,
      },
    ],
    'AWS/Logs': [
      {
        name: 'IncomingBytes',
        dimensions: { LogGroupName: '/aws/lambda/sender' },
        unit: 'Bytes',
        value: expect.closeTo(512, 6),
      },
    ],
  });
  expect(gauges()).toEqual([]);

  await world.timers.advance(DAY_MS);
  write('orders', 'PutItem', 4);
  expect(gauges()[0]?.data.map(({ value }) => value)).toEqual([4]);
});
