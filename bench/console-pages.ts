import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '#adapters/system/clock.ts';
import { systemRandomness } from '#adapters/system/randomness.ts';
import { readTarget } from '#cli/global-options.ts';
import { Terminal } from '#cli/output/terminal.ts';
import { servedConsole } from '#cli/serve-console.ts';
import { openSession } from '#cli/session.ts';
import { resourceNames } from '#contract/names.ts';
import { problemOf } from '#domain/problem.ts';
import { synthesize } from '#local/assembly/synthesize.ts';
import { startLocalCloud } from '#local/local-cloud.ts';
import { orderEvent, trackingItem } from '#test/support/builders.ts';

/**
 * How long the console takes for a page, and a search, when the table is full.
 *
 * Method: the local cloud on disk with the console over it, as `npm start` has them, in this process; twice, with
 * 1,000 emails and with `emails`, spread over 30 days, one in fifty bounced, ten to a customer. The rounds go through all pages of
 * both in turn, the first two are not counted, and a page's time is the middle one, to its last byte. The stylesheet goes with them: it
 * asks AWS nothing, and shows what the connection and the machine cost by themselves. The ratio full : nearly empty says whether
 * a page depends on how full the table is.
 *
 *   node bench/console-pages.ts [emails] [rounds]
 */
const EMAILS = Number(process.argv[2] ?? 100_000);
const ROUNDS = Number(process.argv[3] ?? 21);
const FEW = 1_000;
const WARM_UP = 2;
const SUFFIX = 'bench';
const DAY = 86_400_000;
const NOW = Date.now();
const names = resourceNames(SUFFIX);

const PAGES = {
  'the stylesheet': '/app.css',
  overview: '/',
  'an order': '/orders/ORDER500',
  'search by address': `/search?address=${encodeURIComponent('c7@example.com')}`,
  'search by status, a day': '/search?status=BOUNCED',
  'any problem, a week': `/search?since=${new Date(NOW - 7 * DAY).toISOString()}`,
  'dead letters': '/dead-letters',
  alarms: '/alarms',
  'suppression list': '/suppression',
} as const;

const assemblyDirectory = await synthesize({
  projectDirectory: path.resolve(import.meta.dirname, '..'),
  cacheDirectory: path.join(tmpdir(), 'ordermail-bench-assemblies'),
  settings: { CDK_VALIDATION: 'false', ENVIRONMENT_SUFFIX: SUFFIX },
  inputs: [],
  onProgress: () => {},
});
const places = [await open(FEW), await open(EMAILS)];
try {
  const [few, full] = await measure(places);
  report(few!, full!);
} finally {
  for (const place of places) await place.close();
}

interface Place {
  /** Of the console. */
  readonly port: number;
  close(): Promise<void>;
}

/** A local cloud with so many emails, and the console over it. */
async function open(emails: number): Promise<Place> {
  const stateDirectory = mkdtempSync(path.join(tmpdir(), 'ordermail-bench-'));
  const cloud = await startLocalCloud({
    ...{ assemblyDirectory, stateDirectory, host: '127.0.0.1', port: 0 },
    ...{ accountId: '123456789012', region: 'us-east-1', log: () => {}, onProgress: () => {} },
  });
  await fill(cloud.endpointUrl, emails);
  const quiet = { out: () => {}, err: () => {}, colour: false, overwrites: false, now: Date.now };
  const variables = { ORDERMAIL_PORT: new URL(cloud.endpointUrl).port };
  const session = openSession({
    target: readTarget({ local: true, env: SUFFIX }, variables),
    ...{ terminal: new Terminal(quiet, false), clock: systemClock, random: systemRandomness },
  });
  const served = await servedConsole(session, { port: 0, allowChanges: true, by: 'bench' });
  return {
    port: served.port,
    async close() {
      await served.close();
      await cloud.close();
      rmSync(stateDirectory, { recursive: true, force: true });
    },
  };
}

interface Measured {
  readonly ms: number;
  readonly bytes: number;
  /** What a search says of the requests it made. */
  readonly requests: string;
}

async function measure(measured: readonly Place[]): Promise<Map<string, Measured>[]> {
  const seen = measured.map(() => new Map<string, { times: number[]; body: string }>());
  for (let round = -WARM_UP; round < ROUNDS; round++)
    // Each goes first as often as the other.
    for (const [name, page] of Object.entries(PAGES))
      for (const [n, { port }] of round % 2 ? [...measured.entries()].reverse() : measured.entries()) {
        const startedAt = performance.now();
        const response = await fetch(`http://127.0.0.1:${port}${page}`);
        const body = await response.text();
        const ms = performance.now() - startedAt;
        if (response.status !== 200) throw new Error(`${name}: ${response.status}`);
        const times = seen[n]!.get(name)?.times ?? [];
        if (round >= 0) times.push(ms);
        seen[n]!.set(name, { times, body });
      }
  return seen.map((pages) => new Map([...pages].map(([name, { times, body }]) => [name, of(times, body)])));
}

function of(times: readonly number[], body: string): Measured {
  const requests = /(\d+|one) requests? to the table/.exec(body)?.[1] ?? '';
  return { ms: middle(times), bytes: Buffer.byteLength(body), requests };
}

function middle(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
}

function report(few: ReadonlyMap<string, Measured>, full: ReadonlyMap<string, Measured>): void {
  const bare = full.get('the stylesheet')!.ms;
  console.log(`middle of ${ROUNDS}, ms            ${FEW} emails  ${EMAILS} emails  ratio  × stylesheet`);
  for (const [name, { ms, bytes, requests }] of full) {
    const before = few.get(name)!.ms;
    console.log(
      [
        name.padEnd(26),
        before.toFixed(1).padStart(8),
        ms.toFixed(1).padStart(14),
        (ms / before).toFixed(2).padStart(12),
        (ms / bare).toFixed(1).padStart(9),
        `  ${(bytes / 1024).toFixed(0)} KB`,
        requests && `  ${few.get(name)!.requests} and ${requests} requests`,
      ].join(''),
    );
  }
}

async function fill(endpoint: string, emails: number): Promise<void> {
  const connection = {
    ...{ endpoint, region: 'us-east-1' },
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  };
  const clients = [
    new DynamoDBClient(connection),
    new SESv2Client(connection),
    new SQSClient(connection),
  ] as const;
  const [dynamodb, ses, sqs] = clients;
  await fillTable(DynamoDBDocumentClient.from(dynamodb), emails);
  // A page of suppressed addresses, and as many dead letters as a bad morning has.
  for (let n = 0; n < 1_000; n++)
    await ses.send(
      new PutSuppressedDestinationCommand({ EmailAddress: `s${n}@example.com`, Reason: 'BOUNCE' }),
    );
  for (let n = 0; n < 20; n++)
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: `${endpoint}/123456789012/${names.orderDeadLetters}`,
        MessageBody: JSON.stringify(orderEvent({ orderId: `BAD${n}`, orderTotal: 'free' })),
      }),
    );
  for (const client of clients) client.destroy();
}

async function fillTable(client: DynamoDBDocumentClient, emails: number): Promise<void> {
  for (let from = 0; from < emails; from += 25) {
    const items = Array.from({ length: Math.min(25, emails - from) }, (_, n) => item(from + n, emails));
    await client.send(
      new BatchWriteCommand({
        RequestItems: { [names.trackingTable]: items.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
  }
}

function item(n: number, emails: number) {
  const at = new Date(NOW - (n / emails) * 30 * DAY).toISOString();
  const status = n % 50 === 0 ? 'BOUNCED' : 'DELIVERED';
  return trackingItem({
    ...{ emailId: `ORDER${n}#ORDER_CONFIRMATION`, orderId: `ORDER${n}`, timestamp: at, status },
    ...{ customerEmail: `c${Math.floor(n / 10)}@example.com`, content: new Uint8Array(214) },
    ...problemOf(status, at),
  });
}
