import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trackingItem } from '#test/support/builders.ts';
import { tableDefinition } from '#test/support/tracking-table.ts';
import { ordermailProcess } from './child.ts';

/** An emulator of AWS that somebody else wrote, in Python. */
const MOTO = 'moto_server';
const hasMoto = runs(MOTO, '--help');
if (!hasMoto)
  console.log('Skipped: the command line against moto_server, for there is none on this machine.');

describe.skipIf(!hasMoto)('against an endpoint that speaks AWS and is not ours', () => {
  let server: ChildProcess;
  let endpoint: string;

  beforeAll(async () => {
    server = spawn(MOTO, ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    endpoint = await new Promise((resolve, reject) => {
      let said = '';
      const read = (chunk: Buffer) => {
        said += chunk;
        const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
        if (url) resolve(url);
      };
      server.stdout!.on('data', read);
      server.stderr!.on('data', read);
      server.on('exit', () => reject(new Error(`moto_server ended: ${said}`)));
    });
  });

  afterAll(() => server?.kill());

  const ordermail = (...argv: string[]) =>
    ordermailProcess(argv, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
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
    const client = new DynamoDBClient({
      ...{ endpoint, region: 'us-east-1' },
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
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
});

function runs(command: string, ...argv: string[]): boolean {
  try {
    execFileSync(command, argv, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
