import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#adapters/system/clock.ts';
import { systemRandomness } from '#adapters/system/randomness.ts';
import { Terminal } from '#cli/output/terminal.ts';
import { servedConsole } from '#cli/serve-console.ts';
import { openSession } from '#cli/session.ts';
import type { PolicyDocument, Principal } from '#local/iam/policy.ts';
import type { LocalCloud } from '#local/local-cloud.ts';
import { localOrdermail } from '#test/cli/harness.ts';
import { startSearchedCloud } from '#test/e2e/searched-cloud.ts';
import { orderEvent } from '#test/support/builders.ts';
import { eventually } from '#test/support/eventually.ts';
import { permissionsAssemblies, USUAL_SETTINGS } from '../../bin/permissions/assembly.ts';
import { missingGrants, unusedGrants, withUses } from '../../bin/permissions/compare.ts';
import { grantsOf } from '../../bin/permissions/grants.ts';
import { PermissionRecorder } from '../../bin/permissions/recorder.ts';

/*
 * The two policies of examples/iam, for a person whose key the command line has: every command does with them what it does, and nothing
 * in them is left over.
 */

const SUFFIX = USUAL_SETTINGS.ENVIRONMENT_SUFFIX;
const ACCOUNT = '123456789012';
const arnOf = (service: string, name: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${name}-${SUFFIX}`;

function examplePolicy(name: 'reads' | 'changes'): PolicyDocument {
  const file = path.resolve(import.meta.dirname, `../../examples/iam/operator-${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8').replaceAll('-prod', `-${SUFFIX}`));
}

const READS = examplePolicy('reads');
const CHANGES = examplePolicy('changes');
const OPERATOR = `arn:aws:iam::${ACCOUNT}:role/operator`;

let cloud: LocalCloud;
let ordermail: ReturnType<typeof localOrdermail>;
let policies: readonly PolicyDocument[] = [READS];
let recorder = new PermissionRecorder();

beforeAll(async () => {
  const operator: Principal = {
    kind: 'role',
    accountId: ACCOUNT,
    arn: OPERATOR,
    policies: () => policies,
    onDecision: (decision) => recorder.listener(decision),
  };
  const { usual } = await permissionsAssemblies(path.join(tmpdir(), 'ordermail-test-assemblies'));
  cloud = await startSearchedCloud({
    assemblyDirectory: usual,
    principalOf: (key) => (key === 'local' ? operator : undefined),
  });
  ordermail = localOrdermail(cloud.endpointUrl, SUFFIX);
  publish('FINE', {});
  publish('BOUNCED', { customerEmail: 'bounce@simulator.amazonses.com' });
  for (const queue of Object.values(DEAD_LETTERS))
    for (const body of ['one', 'two', 'three']) cloud.queues.send(arnOf('sqs', queue), { body }, ACCOUNT);
  await eventually(async () => {
    const { out } = await ordermail('status', 'BOUNCED');
    expect(out).toContain('Bounced: ');
  });
}, 300_000);

afterAll(() => cloud.close());

const DEAD_LETTERS = {
  orders: 'email-orders-dead-letters',
  feedback: 'email-feedback-dead-letters',
  'orders-undelivered': 'email-order-events-undelivered',
  'feedback-undelivered': 'email-feedback-undelivered',
};

function publish(orderId: string, changes: object) {
  const message = JSON.stringify(orderEvent({ orderId, ...changes }));
  const somebody = { kind: 'account', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` } as const;
  cloud.topics.publish(arnOf('sns', 'email-order-events'), { message }, somebody);
}

/** Runs commands, looks at pages of the console, and finds what their policies lack or have too much. */
async function findingsOf(
  commands: readonly (readonly string[])[],
  pages: readonly string[],
  ...proven: readonly PolicyDocument[]
) {
  recorder = new PermissionRecorder();
  for (const command of commands) {
    recorder.begin(command.join(' '));
    await ordermail(...command);
  }
  await visit(pages);
  const grants = grantsOf(
    [{ name: 'operator', arn: OPERATOR, accountId: ACCOUNT, policies: proven }],
    () => 'operator',
  );
  return [
    ...missingGrants(recorder.refusals(), () => 'operator'),
    ...unusedGrants(withUses(grants, recorder.uses()), []),
  ].join('\n');
}

/** Looks at pages of the console as it is served over AWS, with the operator's credentials. */
async function visit(pages: readonly string[]): Promise<void> {
  if (pages.length === 0) return;
  const write = () => {};
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const session = openSession({
    target: {
      ...{ environment: SUFFIX, local: false, endpoint: undefined },
      connection: { endpoint: cloud.endpointUrl, region: 'us-east-1', credentials },
    },
    terminal: new Terminal(
      { out: write, err: write, colour: false, overwrites: false, now: Date.now },
      false,
    ),
    clock: systemClock,
    random: systemRandomness,
  });
  recorder.begin('console');
  const served = await servedConsole(session, { port: 0 });
  for (const page of pages) {
    recorder.begin(`console: ${page}`);
    const { status } = await fetch(`http://127.0.0.1:${served.port}${page}`);
    expect(status, page).toBe(200);
  }
  await served.close();
}

const queues = Object.keys(DEAD_LETTERS);

/** All but those of the costs, which ask what the daily check asks. */
const PAGES = [
  ...['/', '/orders/FINE', `/mail-as-sent?email=${encodeURIComponent('FINE#ORDER_CONFIRMATION')}`],
  ...['/search', '/search?status=BOUNCED', '/search?address=bounce%40simulator.amazonses.com'],
  ...['/dead-letters', '/suppression', '/alarms'],
];

test('reading takes what operator-reads.json allows, all of it', async () => {
  const commands = [
    ['status', 'FINE'],
    ['search', '--address', 'bounce@simulator.amazonses.com'],
    ['search', '--status', 'BOUNCED'],
    ['dead-letters', 'list'],
    ...queues.map((queue) => ['dead-letters', 'show', queue]),
    ['suppression', 'list'],
    ['stats'],
    ['tail', '--once'],
    ['dns'],
    ['doctor'],
  ];
  expect(await findingsOf(commands, PAGES, READS)).toBe('');
});

test('with it alone nothing can be changed', async () => {
  const mails = cloud.ses.inbox.count();
  recorder = new PermissionRecorder();
  for (const command of CHANGING)
    expect((await ordermail(...command)).exitCode, command.join(' ')).toBeGreaterThan(0);
  expect(recorder.refusals().length).toBeGreaterThan(0);
  expect(cloud.ses.inbox.count()).toBe(mails);
  for (const queue of Object.values(DEAD_LETTERS))
    expect(cloud.queues.counts(arnOf('sqs', queue))).toMatchObject({ visible: 3 });
});

test('changing takes what operator-changes.json adds, all of it', async () => {
  policies = [READS, CHANGES];
  expect(await findingsOf(CHANGING, [], CHANGES)).toBe('');
});

const CHANGING = [
  ['resend', 'FINE'],
  ['send-test', '--to', 'success', '--wait', '20'],
  ['doctor', '--canary'],
  ...queues.flatMap((queue) => [['dead-letters', 'redrive', queue, '--reason', 'test']]),
  ...queues.map((queue) => ['dead-letters', 'discard', queue, '--all', '--reason', 'test', '--yes']),
  ['suppression', 'remove', 'bounce@simulator.amazonses.com', '--reason', 'test'],
  ['erase', '--address', 'customer@example.com', '--reason', 'test', '--yes'],
];
