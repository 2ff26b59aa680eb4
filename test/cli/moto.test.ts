import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderEvent, trackingItem } from '#test/support/builders.ts';
import { tableDefinition } from '#test/support/tracking-table.ts';
import { ENTRY, ordermailProcess } from './child.ts';

/** An emulator of AWS that somebody else wrote, in Python. */
const MOTO = 'moto_server';
const hasMoto = runs(MOTO, '--help');
if (!hasMoto)
  console.log(
    'Skipped: the command line and the console against moto_server, for there is none on this machine.',
  );

describe.skipIf(!hasMoto)('against an endpoint that speaks AWS and is not ours', () => {
  let server: ChildProcess;
  let endpoint: string;

  beforeAll(async () => {
    server = spawn(MOTO, ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    endpoint = (await said(server, /Running on (http:\/\/127\.0\.0\.1:\d+)/)).slice('Running on '.length);
  });

  afterAll(() => server?.kill());

  const ordermail = (...argv: string[]) => ordermailProcess(argv, reaching(endpoint));

  const clientSettings = () => ({
    ...{ endpoint, region: 'us-east-1' },
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });

  test('an environment that is not there is not deployed', async () => {
    const { exitCode, err } = await ordermail('status', 'A');
    expect({ exitCode, err }).toEqual({ exitCode: 4, err: expect.stringContaining('not deployed') });
  });

  test('the doctor runs all its checks, and says which cannot be looked at', async () => {
    const { exitCode, out, err } = await ordermail('doctor', '--json');
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('account 123456789012') });
    const { checks } = JSON.parse(out);
    expect(checks.length).toBeGreaterThan(12);
    for (const { found, level, remedy } of checks) {
      expect(found).toMatch(/\.$|: aws /);
      if (level === 'failure' || level === 'warning') expect(remedy).toBeTruthy();
    }
  });

  test('status and search answer from the table', async () => {
    const client = new DynamoDBClient(clientSettings());
    await client.send(new CreateTableCommand(tableDefinition('email-delivery-tracking-dev')));
    const now = new Date();
    const Item = trackingItem({
      ...{ status: 'BOUNCED', statusRank: 60, bounceType: 'Permanent' },
      ...{ timestamp: now.toISOString(), bouncedAt: now.toISOString() },
      ...{ problem: `BOUNCED#${now.toISOString().slice(0, 10)}`, problemAt: now.toISOString() },
    });
    await DynamoDBDocumentClient.from(client).send(
      new PutCommand({ TableName: 'email-delivery-tracking-dev', Item }),
    );
    client.destroy();

    expect(await ordermail('status', 'ORDER123456')).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('no such\n  address'),
    });
    for (const argv of [
      ['--status', 'BOUNCED'],
      ['--address', 'customer@example.com'],
    ]) {
      const { exitCode, out } = await ordermail('search', ...argv);
      expect({ exitCode, out }).toEqual({ exitCode: 0, out: expect.stringContaining('ORDER123456') });
    }
  });

  describe('the console', () => {
    let running: ChildProcess;
    let url: string;

    beforeAll(async () => {
      running = spawn(process.execPath, [ENTRY, 'console', '--port', '0', '--allow-changes', '--json'], {
        env: { PATH: process.env.PATH, HOME: '/nonexistent', ...reaching(endpoint) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      url = JSON.parse(await said(running, /\{[\s\S]*\}/)).url;
    });

    afterAll(() => running?.kill());

    const page = async (path: string) => {
      const response = await fetch(`${url}${path}`);
      return { status: response.status, text: await response.text() };
    };

    test('shows the order, and finds it', async () => {
      const order = await page('/orders/ORDER123456');
      expect(order).toMatchObject({ status: 200, text: expect.stringContaining('no such address') });
      for (const query of ['status=BOUNCED', 'address=customer%40example.com'])
        expect((await page(`/search?${query}`)).text).toContain('href="/orders/ORDER123456"');
    });

    test('says what is missing there, and the rest of the overview stands', async () => {
      expect(await page('/suppression')).toMatchObject({
        status: 503,
        text: expect.stringContaining(`${endpoint} does not offer a call`),
      });
      expect(await page('/dead-letters')).toMatchObject({
        status: 503,
        text: expect.stringContaining('It was about the dead-letter queue'),
      });
      const overview = await page('/');
      expect(overview).toMatchObject({ status: 200, text: expect.stringContaining('QueueDoesNotExist') });
      expect(overview.text).toContain('No alarm is on');
    });

    test('shows and discards dead letters once their queues are there', async () => {
      const sqs = new SQSClient(clientSettings());
      for (const QueueName of [
        ...['email-orders-dead-letters-dev', 'email-order-events-undelivered-dev'],
        ...['email-feedback-dead-letters-dev', 'email-feedback-undelivered-dev'],
      ])
        await sqs.send(new CreateQueueCommand({ QueueName }));
      const { QueueUrl } = await sqs.send(
        new GetQueueUrlCommand({ QueueName: 'email-orders-dead-letters-dev' }),
      );
      const event = orderEvent({ orderId: 'BAD-1', orderTotal: 'free' });
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
      sqs.destroy();
      expect(await page('/dead-letters')).toMatchObject({
        status: 200,
        text: expect.stringContaining('BAD-1'),
      });

      const discard = async () =>
        await fetch(`${url}/dead-letters/discard`, {
          method: 'POST',
          headers: { origin: url },
          body: new URLSearchParams({ queue: 'orders', all: 'yes', by: 'anna', why: 'test' }),
        });
      // Nothing is deleted that cannot be written down.
      expect((await discard()).status).toBe(503);
      const logs = new CloudWatchLogsClient(clientSettings());
      await logs.send(new CreateLogGroupCommand({ logGroupName: 'email-operators-dev' }));
      logs.destroy();
      expect(await (await discard()).text()).toContain('Deleted one message');
    });
  });
});

const reaching = (endpoint: string) => ({
  ...{ AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1' },
  ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
});

/** Waits for what a process says, and reads on after that. */
function said(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk;
      const [found] = wanted.exec(text) ?? [];
      if (found) resolve(found);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.on('exit', () => reject(new Error(`It ended: ${text}`)));
  });
}

function runs(command: string, ...argv: string[]): boolean {
  try {
    execFileSync(command, argv, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
