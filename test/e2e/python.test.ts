import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { orderEvent } from '../support/builders.ts';
import { startSystem } from './system.ts';

const hasBoto3 = runs('python3', '-c', 'import boto3');
if (!hasBoto3) console.log('Skipped: the Python examples, for there is no python3 with boto3.');

const hasJsonSchema = runs('python3', '-c', 'import jsonschema');

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples/python');

describe.skipIf(!hasBoto3)('the Python examples', () => {
  let system: Awaited<ReturnType<typeof startSystem>>;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system?.cloud.close());

  /** What an example prints. Nothing of this machine's AWS settings reaches it. */
  async function run(example: string, ...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('python3', [path.join(EXAMPLES, example), ...args], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_ENDPOINT_URL: system.cloud.endpointUrl,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        ENVIRONMENT_SUFFIX: 'e2e',
      },
    });
    return stdout.trim();
  }

  test('an order that one publishes is delivered, and the other says so', async () => {
    const messageId = await run('publish_order.py', 'PYTHON-1', 'success@simulator.amazonses.com');
    expect(messageId).toMatch(/^[0-9a-f-]{36}$/);
    await vi.waitFor(
      async () =>
        expect(await run('order_status.py', 'PYTHON-1')).toMatch(
          /^ORDER_CONFIRMATION DELIVERED \d{4}-\d\d-\d\dT/,
        ),
      { timeout: 30_000, interval: 50 },
    );
  });

  test.skipIf(!hasJsonSchema)(
    'a file with a wrong event is not published, and what is wrong is said',
    async () => {
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'ordermail-')), 'order.json');
      writeFileSync(
        file,
        JSON.stringify({ ...orderEvent({ orderTotal: 'secret' }), customerName: undefined }),
      );
      const failure = run('publish_file.py', path.join(EXAMPLES, '../order.json'), file);
      await expect(failure).rejects.toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/^[0-9a-f-]{36}\n$/),
        stderr: expect.stringMatching(/the event lacks customerName\n/),
      });
      await expect(failure).rejects.toMatchObject({ stderr: expect.not.stringContaining('secret') });
    },
  );
});

function runs(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
