import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test, vi } from 'vitest';
import { TemplateError, type TemplateResource } from '#local/assembly/template.ts';
import { StateFolderError } from '#local/runtime/state-folder.ts';
import { eventually } from '#test/support/eventually.ts';
import { clientConfig } from '../support/serve.ts';
import { orderClient, runOrderApp, startSmall } from './running-cloud.ts';
import { ORDER_APP, smallApp } from './small-app.ts';

test('an app’s stacks exist, and an order goes its whole way', async () => {
  await using running = await runOrderApp();
  const { cloud } = running;
  await running.publish('order-1');
  await vi.waitFor(async () => expect(await running.counts()).toEqual({ 'order-1': 1 }), { timeout: 5_000 });

  const { Stacks } = await running.cloudFormation.send(new DescribeStacksCommand());
  expect(Stacks!.map(({ StackName, Description }) => [StackName, Description])).toEqual([
    ['Data', 'What is kept'],
    ['Orders', undefined],
  ]);
  expect(cloud.outputs.Orders).toEqual({
    QueueUrl: `${cloud.endpointUrl}/123456789012/orders`,
    TopicArn: 'arn:aws:sns:us-east-1:123456789012:orders',
  });
  await eventually(async () => {
    const { events } = await running.logs.send(
      new FilterLogEventsCommand({ logGroupName: '/aws/lambda/counter', filterPattern: 'counted' }),
    );
    expect(events!.map(({ message }) => message)).toEqual([expect.stringMatching(/INFO\tcounted order-1$/)]);
  });
});

test('a message that fails too often ends in the dead letters, its neighbours do not', async () => {
  await using running = await runOrderApp();
  const { queues } = running.cloud;
  await Promise.all(['good-1', 'Failing', 'good-2'].map((order) => running.publish(order)));
  await vi.waitFor(async () => expect(await running.counts()).toEqual({ 'good-1': 1, 'good-2': 1 }), {
    timeout: 5_000,
  });
  await vi.waitFor(
    () => expect(queues.counts('arn:aws:sqs:us-east-1:123456789012:dead-letters').visible).toBe(1),
    { timeout: 15_000 },
  );
});

describe('what was accepted', () => {
  test('is processed by the next start, if this one is closed', async () => {
    using app = smallApp(ORDER_APP);
    const first = await startSmall(app, { stateDirectory: app.state });
    await orderClient(first.endpointUrl).publish('kept');
    // The second call has to wait for the first, or the folder is still in use.
    const closing = first.close();
    await first.close();
    const second = await startSmall(app, { stateDirectory: app.state });
    await closing;
    const { counts } = orderClient(second.endpointUrl);
    await vi.waitFor(async () => expect(await counts()).toEqual({ kept: expect.any(Number) }), {
      timeout: 10_000,
    });
    await second.close();
  });

  test('is processed by the next start, if this process is killed', { timeout: 60_000 }, async () => {
    using app = smallApp(ORDER_APP);
    const script = new URL('./cloud-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, app.assembly, app.state], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [endpoint] = await once(createInterface({ input: child.stdout }), 'line');
    const orders = Array.from({ length: 100 }, (_, n) => `order-${n}`);
    const killed = orderClient(endpoint);
    await Promise.all(orders.map((order) => killed.publish(order)));
    await vi.waitFor(async () => expect(Object.keys(await killed.counts()).length).toBeGreaterThan(0), {
      timeout: 10_000,
    });
    child.kill('SIGKILL');
    await once(child, 'exit');

    const next = await startSmall(app, { stateDirectory: app.state, clockOffsetMs: 10_000 });
    const { counts } = orderClient(next.endpointUrl);
    await vi.waitFor(
      async () => {
        const waiting = next.queues.counts('arn:aws:sqs:us-east-1:123456789012:orders');
        expect(waiting).toMatchObject({ visible: 0, inFlight: 0 });
      },
      { timeout: 30_000 },
    );
    // What was received when the process died has used up its single receive.
    const dead = next.queues.counts('arn:aws:sqs:us-east-1:123456789012:dead-letters').visible;
    const counted = Object.keys(await counts());
    expect(counted.length + dead).toBeGreaterThanOrEqual(orders.length);
    await next.close();
  });
});

test('a request that comes before everything exists waits for it', async () => {
  using app = smallApp({ templates: { Data: { Resources: manyTables(100) } } });
  const port = await freePort();
  const starting = startSmall(app, { port });
  const table = new DynamoDBClient(clientConfig({ endpoint: `http://127.0.0.1:${port}` }));
  const describeLast = () => table.send(new DescribeTableCommand({ TableName: 'table-99' }));
  // Refused until it listens; from then on it is answered only when the table is there.
  const refused = (error: { code?: string }) => {
    if (error.code !== 'ECONNREFUSED') throw error;
  };
  let answer = await describeLast().catch(refused);
  while (!answer) answer = await describeLast().catch(refused);
  expect(answer.Table?.TableStatus).toBe('ACTIVE');
  await (await starting).close();
});

/** Enough for a start to take a while. */
function manyTables(count: number): Record<string, TemplateResource> {
  const properties = {
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  };
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `Table${n}`,
      { Type: 'AWS::DynamoDB::Table', Properties: { TableName: `table-${n}`, ...properties } },
    ]),
  );
}

describe('a start is refused, and leaves nothing running,', () => {
  test('where the port is taken', async () => {
    using app = smallApp(ORDER_APP);
    const cloud = await startSmall(app);
    const port = Number(new URL(cloud.endpointUrl).port);
    const again = startSmall(app, { port, stateDirectory: app.state });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    await cloud.close();
    await (await startSmall(app, { port, stateDirectory: app.state })).close();
  });

  test('where the state folder is in use', async () => {
    using app = smallApp(ORDER_APP);
    const cloud = await startSmall(app, { stateDirectory: app.state });
    await expect(startSmall(app, { stateDirectory: app.state })).rejects.toThrow(StateFolderError);
    await cloud.close();
  });

  test('where the template has what is not emulated', async () => {
    using app = smallApp({
      templates: {
        Stack: {
          Resources: {
            Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
          },
        },
      },
    });
    const starting = startSmall(app, { stateDirectory: app.state });
    await expect(starting).rejects.toThrow(TemplateError);
    await expect(startSmall(app, { stateDirectory: app.state })).rejects.toThrow(
      /Stack Stack: "Queue" \(AWS::SQS::Queue\) cannot be created/,
    );
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
