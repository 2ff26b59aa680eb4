import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shop } from '#test/e2e/system.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { eventually } from '#test/support/eventually.ts';
import { Canaries } from './canaries.ts';
import { plantedOrder } from './planted-order.ts';
import { POISON } from './poison.ts';

/*
 * `npm start` as somebody runs it who has named a publisher and told it whom to alert: what its terminal shows, and what its templates
 * say beside what they are for.
 */

const START = path.resolve(import.meta.dirname, '../../bin/start.ts');
const SHOP = '123456789012:role:shop';

const canaries = new Canaries();
const folder = mkdtempSync(path.join(tmpdir(), 'ordermail-start-test-'));
let child: ChildProcess | undefined;
let said = '';
let endpoint: string;
let origin: string;

beforeAll(async () => {
  const [awsPort, consolePort] = [await freePort(), await freePort()];
  endpoint = `http://127.0.0.1:${awsPort}`;
  origin = `http://127.0.0.1:${consolePort}`;
  child = spawn(process.execPath, [START], {
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, ENVIRONMENT_SUFFIX: 'e2e' },
      ...{ ORDERMAIL_PORT: awsPort, ORDERMAIL_CONSOLE_PORT: consolePort, ORDERMAIL_STATE: folder },
      PUBLISHER_ARNS: 'arn:aws:iam::123456789012:role/shop',
      NOTIFICATION_EMAILS: canaries.address('alerts'),
      REPLY_TO_ADDRESS: canaries.address('replyTo'),
    } as Record<string, string>,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  await eventually(() => {
    expect(child?.exitCode, said).toBeNull();
    expect(said).toContain('Press Ctrl-C to stop');
  });
}, 120_000);

afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** One that was free a moment ago. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

test('its console resends as the named publisher, and no line of its terminal names a customer', async () => {
  const { topicArn: TopicArn, untilStatus, emailsOf, depth, names } = shop(endpoint);
  const sns = new SNSClient(clientConfig({ endpoint }, SHOP));
  const order = (orderId: string, more: object = {}) =>
    plantedOrder(canaries, { orderId, customerEmail: canaries.address('customerEmail'), ...more });
  const bodies = [
    ...[order('PLANTED'), order('BOUNCE', { customerEmail: canaries.simulated('bounce') })].map((one) =>
      JSON.stringify(one),
    ),
    ...POISON.map((make, n) => make(order(`POISON-${n}`), canaries)),
  ];
  for (const Message of bodies) await sns.send(new PublishCommand({ TopicArn, Message }));
  sns.destroy();
  await untilStatus('PLANTED', 'DELIVERED');
  await untilStatus('BOUNCE', 'BOUNCED');
  await eventually(async () => expect(await depth(names.orderDeadLetters)).toBe(POISON.length));

  const body = new URLSearchParams({
    ...{ email: 'PLANTED#ORDER_CONFIRMATION', to: canaries.address('corrected') },
    ...{ by: 'anna', reason: canaries.text('reason') },
  });
  const resent = await fetch(`${origin}/resend`, {
    ...{ method: 'POST', redirect: 'manual', headers: { origin }, body },
  });
  expect(resent.status).toBe(303);
  await eventually(async () =>
    expect((await emailsOf('PLANTED')).map(({ status }) => status)).toEqual(['DELIVERED', 'DELIVERED']),
  );
  for (const page of ['/', '/orders/PLANTED', '/nowhere', `/orders?id=${canaries.word('id')}`])
    await (await fetch(`${origin}${page}`)).text();

  child?.kill('SIGTERM');
  await once(child!, 'exit');
  expect(said).toContain('Stopping.');
  expect(canaries.findIn(said)).toEqual([]);
}, 120_000);

test('no tag and no description of its templates names anybody who was told to it', () => {
  const templates = readdirSync(path.join(folder, 'assembly'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => readFileSync(path.join(folder, 'assembly', file), 'utf8'));
  const labels = templates.flatMap((template) => labelsIn(JSON.parse(template)));
  expect(labels.length).toBeGreaterThan(50);
  expect(labels.flatMap((text) => canaries.findIn(text))).toEqual([]);
  // What they are for does: who is told, and where answers go.
  expect(templates.flatMap((template) => canaries.findIn(template)).length).toBeGreaterThan(0);
});

/** Everything that tags and describes, as JSON. */
function labelsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    /^Tags$|Description$/.test(name) ? [JSON.stringify(inner)] : labelsIn(inner),
  );
}
