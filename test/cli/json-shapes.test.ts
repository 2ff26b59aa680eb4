import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#adapters/system/clock.ts';
import { systemRandomness } from '#adapters/system/randomness.ts';
import { readTarget } from '#cli/global-options.ts';
import { Terminal } from '#cli/output/terminal.ts';
import { servedConsole } from '#cli/serve-console.ts';
import { openSession } from '#cli/session.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { eventually } from '#test/support/eventually.ts';
import { startSystem } from '../e2e/system.ts';
import { localOrdermail } from './harness.ts';

/** What `--json` prints has the fields that docs/cli.md shows, all of them and no others. */

const docs = readFileSync(path.resolve(import.meta.dirname, '../../docs/cli.md'), 'utf8');

/** The documented example of each command, by how it is called: the first JSON after its help. */
const EXAMPLES = new Map(
  docs.split(/^\$ ordermail (?=.*--help$)/m).flatMap((part): [string, unknown][] => {
    const json = /^```jsonc\n([\s\S]*?)^```$/m.exec(part)?.[1];
    return json ? [[part.slice(0, part.indexOf(' --help')), parsed(json)]] : [];
  }),
);
const FAILURE = parsed(/`(\{ "error": .*\})`/.exec(docs)![1]!);

function parsed(jsonc: string): unknown {
  return JSON.parse(jsonc.replaceAll(/\s+\/\/ .*$/gm, ''));
}

/** Their keys are data, such as the names of metrics. */
const OPEN = new Set(['counts', 'attributes', 'ids']);

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with each leaf's type in its place, so that an example and an answer compare; null may be anything. */
function shapeOf(value: unknown, example: unknown): unknown {
  if (Array.isArray(value))
    return value.map((one) => shapeOf(one, Array.isArray(example) ? example[0] : undefined));
  if (!isObject(value)) return value === null || example === null ? 'any' : typeof value;
  const known = isObject(example) ? example : {};
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, OPEN.has(key) ? 'open' : shapeOf(one, known[key])]),
  );
}

/** As many of the example's first entry as the answer has, since an example shows one. */
function expectedOf(example: unknown, value: unknown): unknown {
  if (Array.isArray(example))
    return Array.isArray(value) ? value.map((one) => expectedOf(example[0], one)) : example;
  if (!isObject(example)) return value === null || example === null ? 'any' : typeof example;
  const given = isObject(value) ? value : {};
  return Object.fromEntries(
    Object.entries(example).map(([key, one]) => [key, OPEN.has(key) ? 'open' : expectedOf(one, given[key])]),
  );
}

function expectShape(value: unknown, example: unknown): void {
  expect(example).toBeDefined();
  expect(shapeOf(value, example)).toEqual(expectedOf(example, value));
}

let system: Awaited<ReturnType<typeof startSystem>>;
let cli: ReturnType<typeof localOrdermail>;

beforeAll(async () => {
  system = await startSystem();
  cli = localOrdermail(system.cloud.endpointUrl, 'e2e');
  await system.publish(orderEvent({ orderId: 'FINE' }));
  await system.publish(orderEvent({ orderId: 'BOUNCED', customerEmail: 'bounce@simulator.amazonses.com' }));
  await system.publish(orderEvent({ orderId: 'BAD', orderTotal: 'free' }));
  await system.untilStatus('FINE', 'DELIVERED');
  await system.untilStatus('BOUNCED', 'BOUNCED');
  await eventually(async () => expect(await system.depth(system.names.orderDeadLetters)).toBe(1));
  const ses = new SESv2Client(clientConfig({ endpoint: system.cloud.endpointUrl }));
  await ses.send(
    new PutSuppressedDestinationCommand({ EmailAddress: 'listed@example.com', Reason: 'BOUNCE' }),
  );
}, 120_000);

afterAll(() => system?.cloud.close());

/** How each command is called, in an order in which each finds something. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  status: ['BOUNCED', '--show-address'],
  search: [],
  resend: ['FINE'],
  'dead-letters list': [],
  'dead-letters show': ['orders', '--show-body'],
  'dead-letters redrive': ['orders'],
  'dead-letters discard': ['orders', '--all', '--yes'],
  'suppression list': [],
  'suppression remove': ['listed@example.com'],
  erase: ['--order', 'BOUNCED', '--yes'],
  'send-test': ['--to', 'success'],
  stats: [],
  tail: ['--once'],
  dns: [],
  doctor: [],
};

test.each(Object.entries(CALLS))('%s %j', async (called, argv) => {
  if (called === 'dead-letters discard')
    await eventually(async () => expect(await system.depth(system.names.orderDeadLetters)).toBe(1));
  const { out } = await cli(...called.split(' '), ...argv, '--json');
  const value = JSON.parse(called === 'tail' ? out.split('\n')[0]! : out);
  expect(value.error).toBeUndefined();
  // Beside these, a line of a log has what its function says.
  const { at, function: source, level, message } = value;
  expectShape(called === 'tail' ? { at, function: source, level, message } : value, EXAMPLES.get(called));
  // An empty list would compare with anything.
  for (const [field, list] of Object.entries(value)) if (field !== 'missing') expect(list).not.toEqual([]);
});

test('console', async () => {
  let out = '';
  const streams = {
    out: (text: string) => {
      out += text;
    },
    err: () => {},
    colour: false,
    overwrites: false,
    now: Date.now,
  };
  const variables = { ORDERMAIL_PORT: new URL(system.cloud.endpointUrl).port };
  const session = openSession({
    target: readTarget({ local: true, env: 'e2e' }, variables),
    ...{ terminal: new Terminal(streams, true), clock: systemClock, random: systemRandomness },
  });
  await (await servedConsole(session, { port: 0 })).close();
  expectShape(JSON.parse(out), EXAMPLES.get('console'));
});

test('a failure', async () => {
  expectShape((await cli('status', 'NOPE', '--json')).json(), FAILURE);
});

test('every example of the documentation is held to its command', () => {
  expect([...EXAMPLES.keys()].sort()).toEqual([...Object.keys(CALLS), 'console'].sort());
});
