import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { COST_TAG } from '#contract/names.ts';
import type { SesSettings } from '#local/services/ses/settings.ts';
import { localOrdermail } from '#test/cli/harness.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { hasAwsCli, runSection } from './runbook.ts';
import { assembly, startSystem } from './system.ts';

/*
 * Every alarm goes off by its cause, tells its topic, and is well again, and its section of the runbook is run there. (The two that
 * remember costs need two months: cost-months.test.ts.)
 * Time passes by starting the cloud again on the same state with its clock ahead, so the tests build on each other. Minutes of the
 * clock, from a full hour on:
 *
 *    1        6        10 11       16      32     61       121    181 211 241  271    302    304…309   372  378
 *    causes   errors   dead        in      well   reputa-  well   no feedback  well   quota  waiting,  well
 *             again    letters,    doubt          tion                                used   account
 *                      errors
 *
 *    379…386                             391    396  401
 *    the cost check fails three times    rings       well
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PATIENCE = { timeout: 60_000, interval: 50 };

let folder: string;
let assemblyDirectory: string;
let system: Awaited<ReturnType<typeof startSystem>>;
let fullHourMs: number;
/** What alarms told the topic of alerts, such as `ALARM email-errors`. */
const told: string[] = [];

async function start(minutes: number, ses: Partial<SesSettings> = {}) {
  system = await startSystem({
    assemblyDirectory,
    stateDirectory: path.join(folder, 'state'),
    clockOffsetMs: fullHourMs + minutes * MINUTE_MS - Date.now(),
    ses,
  });
  const { topics } = system.cloud;
  const publish = topics.publish.bind(topics);
  vi.spyOn(topics, 'publish').mockImplementation((topicArn, publication, principal) => {
    const { subject = '' } = publication;
    const { alertTopic, costAlertTopic } = system.names;
    if ([alertTopic, costAlertTopic].some((name) => topicArn === system.arnOf('sns', name)))
      told.push(subject.replace(/^(\w+): "(.+)-e2e" in .*$/, '$1 $2'));
    return publish(topicArn, publication, principal);
  });
}

/** Lets time pass until so many minutes after the full hour. What was measured is kept, and the alarms have looked. */
async function passTo(minutes: number, ses: Partial<SesSettings> = {}) {
  system.cloud.cloudWatch.passMinute();
  await system.cloud.close();
  await start(minutes, ses);
  system.cloud.cloudWatch.passMinute();
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ordermail-alarms-test-'));
  fullHourMs = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  assemblyDirectory = await assembly();
  await start(1);
}, 120_000);

afterAll(async () => {
  await system.cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

const patiently = <Result>(fact: () => Promise<Result>) => vi.waitFor(fact, PATIENCE);

const stateOf = (name: string) =>
  system.cloud.cloudWatch.alarms.list().find(({ definition }) => definition.AlarmName === `${name}-e2e`)
    ?.state.value;

const rung = () =>
  system.cloud.cloudWatch.alarms
    .list()
    .filter(({ state }) => state.value === 'ALARM')
    .map(({ definition }) => definition.AlarmName.slice(0, -'-e2e'.length));

/** The commands of a section, run at this very moment. */
const section = (name: string) =>
  runSection(name, {
    endpointUrl: system.cloud.endpointUrl,
    environment: 'e2e',
    now: () => system.cloud.world.timers.now(),
  });

/** What a section's commands show of the alarm. They are the AWS CLI's: without it, nobody looks. */
function expectShown(outputs: Record<string, string>, ...states: string[]) {
  const shown = Object.entries(outputs)
    .filter(([command]) => command.includes('--alarm-names'))
    .map(([, output]) => output.split('\t')[0]);
  expect(shown).toEqual(hasAwsCli ? states : []);
}

/** Every such call fails. */
const fault = (service: string, action: string, how: 'errorBefore' | 'replyLost') =>
  system.setFaults({ calls: [{ service, action, [how]: 1 }] });

/** Waits until something has been counted so often. */
const counted = async (name: string, least: number) =>
  await patiently(async () => {
    const minutes = system.cloud.cloudWatch.metrics.minutes(
      { namespace: 'EmailNotification', name, dimensions: { Environment: 'e2e' } },
      { start: fullHourMs, end: system.cloud.world.timers.now() + MINUTE_MS },
    );
    expect(minutes.reduce((all, { sum }) => all + sum, 0)).toBeGreaterThanOrEqual(least);
  });

async function publishTo(customerEmail: string, name: string, count: number) {
  const events = Array.from({ length: count }, (_, n) =>
    orderEvent({ orderId: `${name}-${n}`, customerEmail }),
  );
  for (let at = 0; at < count; at += 10) await system.publishBatch(events.slice(at, at + 10));
}

const simulator = (name: string) => `${name}@simulator.amazonses.com`;

test('without an order all is well', () => {
  system.cloud.cloudWatch.passMinute();
  expect(rung()).toEqual([]);
  // A new alarm's first state is a change of state, here as on AWS.
  expect(told.splice(0).filter((line) => !line.startsWith('OK '))).toEqual([]);
});

test('the causes: bounces and complaints, an event that is no order, calls that break off, a table out of reach', {
  timeout: 120_000,
}, async () => {
  await publishTo(simulator('bounce'), 'BOUNCED', 6);
  await publishTo(simulator('complaint'), 'COMPLAINED', 2);
  await publishTo('customer@example.com', 'FINE', 14);
  await system.publish(orderEvent({ orderId: 'INVALID', orderTotal: 'free' }));
  await counted('EmailSent', 22);
  await counted('EmailBounced', 6);
  await counted('EmailComplaint', 2);
  await patiently(async () => expect(await system.depth(system.names.orderDeadLetters)).toBe(1));

  await fault('ses', 'SendEmail', 'replyLost');
  await publishTo('customer@example.com', 'IN-DOUBT', 5);
  await counted('EmailInDoubt', 5);

  await fault('dynamodb', 'UpdateItem', 'errorBefore');
  await system.publish(orderEvent({ orderId: 'FAILED-1' }));
  await counted('RecordFailed', 1);
  system.cloud.cloudWatch.passMinute();
  expect(rung()).toEqual([]);
});

test('email-errors and email-dead-letters go off', { timeout: 180_000 }, async () => {
  await passTo(6);
  await fault('dynamodb', 'UpdateItem', 'errorBefore');
  await system.publish(orderEvent({ orderId: 'FAILED-2' }));
  await counted('RecordFailed', 2);
  await passTo(10);
  await passTo(11);
  expect(rung()).toEqual(['email-dead-letters', 'email-errors']);
  expectShown(await section('email-errors'), 'ALARM');
  const outputs = await section('email-dead-letters');
  expect(outputs['npx ordermail dead-letters show orders']).toContain('INVALID_FIELD');
});

test('a message that is discarded, and a table within reach: both are well', {
  timeout: 180_000,
}, async () => {
  const cli = localOrdermail(system.cloud.endpointUrl, 'e2e');
  expect(await cli('dead-letters', 'discard', 'orders', '--all', '--reason', 'test', '--yes')).toMatchObject({
    exitCode: 0,
  });
  await passTo(16);
  // The orders that failed have come again.
  for (const orderId of ['FAILED-1', 'FAILED-2']) await system.untilStatus(orderId, 'DELIVERED');
  expect(rung()).toContain('email-in-doubt');
  expectShown(await section('email-in-doubt'), 'ALARM');
});

test('email-in-doubt is over once no call breaks off any more; SES’s events have told that it took them all', {
  timeout: 180_000,
}, async () => {
  for (let n = 0; n < 5; n++) await system.untilStatus(`IN-DOUBT-${n}`, 'DELIVERED');
  await passTo(32);
  expect(rung()).toEqual([]);
  expect(told.filter((line) => line.startsWith('OK'))).toEqual(
    expect.arrayContaining(['OK email-dead-letters', 'OK email-errors', 'OK email-in-doubt']),
  );
});

test('email-reputation goes off with the hour, and is well in the next', { timeout: 180_000 }, async () => {
  await passTo(61);
  expect(rung()).toEqual(['email-reputation']);
  const outputs = await section('email-reputation');
  expect(outputs['npx ordermail search --status BOUNCED --since 2h']).toContain('BOUNCED-0');
  await passTo(121);
  expect(rung()).toEqual([]);
});

test('email-no-feedback goes off when SES’s events stay away, and is well when they come', {
  timeout: 180_000,
}, async () => {
  for (const minute of [181, 211]) {
    await passTo(minute);
    expect(rung()).toEqual([]);
    await system.setFaults({ events: { lost: 1 } });
    await system.publish(orderEvent({ orderId: `UNHEARD-${minute}` }));
    await system.untilStatus(`UNHEARD-${minute}`, 'SENT');
  }
  await passTo(241);
  expect(rung()).toEqual(['email-no-feedback']);
  expectShown(await section('email-no-feedback'), 'ALARM');
  await system.publish(orderEvent({ orderId: 'HEARD' }));
  await system.untilStatus('HEARD', 'DELIVERED');
  // A status is there before the function that wrote it has ended, which is when it counts.
  await patiently(async () => expect(await system.depth(system.names.feedbackQueue)).toBe(0));
  await passTo(271);
  expect(rung()).toEqual([]);
});

test('email-ses-account and email-orders-waiting go off when the quota is used up, and are well when there is more', {
  timeout: 240_000,
}, async () => {
  const used = { max24HourSend: 5 };
  await passTo(302, used);
  await system.publish(orderEvent({ orderId: 'OVER-QUOTA' }));
  await patiently(async () => expect(await system.email('OVER-QUOTA')).toMatchObject({ sendState: 'RETRY' }));
  for (const minute of [304, 305, 306, 307, 308]) await passTo(minute, used);
  expect(rung()).toEqual(['email-ses-account']);
  await passTo(309, used);
  expect(rung()).toEqual(['email-orders-waiting', 'email-ses-account']);
  expectShown(await section('email-orders-waiting'), 'ALARM');
  const outputs = await section('email-ses-account');
  expectShown(outputs, 'ALARM');
  expect(outputs['npx ordermail tail --function sender --minutes 60 --once']).toContain('QUOTA_NEARLY_USED');

  await passTo(372);
  await system.untilStatus('OVER-QUOTA', 'DELIVERED');
  await passTo(378);
  await passTo(379);
  expect(rung()).toEqual([]);
});

test('email-cost-check goes off when the costs are not known three times, and is well when the failures are purged', {
  timeout: 180_000,
}, async () => {
  const failures = system.names.costCheckFailures;
  /** Runs that have failed; those of before the next start come again by themselves. */
  const untilFailed = async (runs: number) =>
    await patiently(async () => {
      const event = system.cloud.world.database.prepare('SELECT attempts FROM lambda_async_events').get();
      expect(event ? event.attempts : 3).toBe(runs);
    });
  const client = new LambdaClient(clientConfig({ endpoint: system.cloud.endpointUrl }));
  system.cloud.costExplorer.inactiveTags.add(COST_TAG.key);
  await client.send(new InvokeCommand({ FunctionName: system.names.costFunction, InvocationType: 'Event' }));
  await untilFailed(1);
  for (const [minute, runs] of [
    [381, 2],
    [386, 3],
  ] as const) {
    await passTo(minute);
    system.cloud.costExplorer.inactiveTags.add(COST_TAG.key);
    await untilFailed(runs);
  }
  await patiently(async () => expect(await system.depth(failures)).toBe(1));
  await passTo(391);
  expect(rung()).toEqual(['email-cost-check']);
  expectShown(await section('email-cost-check'), 'ALARM');
  for (const remembered of ['email-cost-budget', 'email-cost-rise']) await section(remembered);
  const QueueUrl = `${system.cloud.endpointUrl}/123456789012/${failures}`;
  await new SQSClient(clientConfig({ endpoint: system.cloud.endpointUrl })).send(
    new PurgeQueueCommand({ QueueUrl }),
  );
  await passTo(396);
  await passTo(401);
  expect(rung()).toEqual([]);
});

test('each told the topic of alerts when it went off, and when it was over', () => {
  const names = [
    'email-dead-letters',
    'email-errors',
    'email-in-doubt',
    'email-no-feedback',
    'email-orders-waiting',
    'email-reputation',
    'email-ses-account',
  ];
  expect(told.filter((line) => line.startsWith('ALARM')).sort()).toEqual(
    ['email-cost-check', ...names].map((name) => `ALARM ${name}`),
  );
  for (const name of names) {
    expect(told).toContain(`OK ${name}`);
    expect(stateOf(name)).toBe('OK');
  }
});
