import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { MAX_RECEIVE_COUNT, QUEUE_VISIBILITY_SECONDS } from '#contract/timing.ts';
import type { DeliveryStatus } from '#contract/tracking-item.ts';
import { orderEvent } from '#test/support/builders.ts';
import { sesEventBody } from '#test/support/ses-events.ts';
import { startSystem } from './system.ts';

let folder: string;
let system: Awaited<ReturnType<typeof startSystem>>;

async function start(clockOffsetSeconds = 0) {
  const stateDirectory = path.join(folder, 'state');
  system = await startSystem({ stateDirectory, clockOffsetMs: clockOffsetSeconds * 1000 });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ordermail-feedback-test-'));
  await start();
});

afterAll(async () => {
  await system.cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

const patiently = <Result>(fact: () => Promise<Result>) =>
  vi.waitFor(fact, { timeout: 30_000, interval: 50 });

/** SES has published every event of every mail, and the feedback function has recorded them all. */
async function untilFeedbackIsIn() {
  await patiently(async () => {
    const pending = system.cloud.world.database.prepare('SELECT COUNT(*) AS count FROM ses_pending').get();
    expect(pending).toEqual({ count: 0 });
    expect(await system.depth(system.names.feedbackQueue)).toBe(0);
  });
}

/** As somebody of the account; what is published within one turn of the event loop comes as one batch. */
function publishFeedback(message: string) {
  const { topics, world } = system.cloud;
  const somebody = { kind: 'account', accountId: world.accountId, arn: ROOT } as const;
  topics.publish(system.arnOf('sns', system.names.feedbackTopic), { message }, somebody);
}

const ROOT = 'arn:aws:iam::123456789012:root';

test('SES’s notice of its destination is acknowledged', async () => {
  await untilFeedbackIsIn();
  publishFeedback('Successfully validated SNS topic for Amazon SES event publishing.\n');
  const queueArn = system.arnOf('sqs', system.names.feedbackQueue);
  expect(system.cloud.queues.counts(queueArn)).toMatchObject({ visible: 1 });
  await untilFeedbackIsIn();
  expect(await system.depth(system.names.feedbackDeadLetters)).toBe(0);
});

test('events that come twice, late and out of order: every status is right, and each is counted once', {
  timeout: 60_000,
}, async () => {
  await system.setFaults({ events: { duplicate: 1, reorder: 0.5, lateMs: 300 } });
  const outcomes: readonly (readonly [simulator: string, status: DeliveryStatus])[] = [
    ['success', 'DELIVERED'],
    ['bounce', 'BOUNCED'],
    ['complaint', 'COMPLAINED'],
    ['ooto', 'DELIVERED'],
    ['suppressionlist', 'SUPPRESSED'],
  ];
  const orders = Array.from({ length: 40 }, (_, n) => {
    const [simulator, status] = outcomes[n % outcomes.length]!;
    const customerEmail = `${simulator}@simulator.amazonses.com`;
    return { status, event: orderEvent({ orderId: `DISORDERLY-${n}`, customerEmail }) };
  });
  for (let at = 0; at < orders.length; at += 10)
    await system.publishBatch(orders.slice(at, at + 10).map(({ event }) => event));
  await patiently(async () => expect(await system.mailCount()).toBe(40));
  await untilFeedbackIsIn();

  for (const { event, status } of orders) {
    expect(await system.email(event.orderId)).toMatchObject({ status, sendState: 'ACCEPTED' });
  }
  expect((await system.mails()).every(({ events }) => events.length >= 4)).toBe(true);
  expect(await system.metricSums()).toEqual({ sent: 40, delivered: 24, bounced: 16, complaint: 8 });
  await system.setFaults({});
});

test('a text that is no event reaches the dead letters once its receives are used up, and harms no neighbour', {
  timeout: 60_000,
}, async () => {
  const { queues, world } = system.cloud;
  const queueArn = system.arnOf('sqs', system.names.feedbackQueue);
  const delivered = (orderId: string) =>
    sesEventBody('delivery', new Date(world.timers.now()).toISOString(), {
      emailId: `${orderId}#ORDER_CONFIRMATION`,
      configurationSet: system.names.configurationSet,
    });

  // All in one turn of the event loop, so that the function gets them as one batch: the text for the last time.
  publishFeedback('This is not an event.');
  for (let receive = 1; receive < MAX_RECEIVE_COUNT; receive++)
    expect(queues.receive(queueArn, { max: 1, visibilityTimeoutSeconds: 0 })).toHaveLength(1);
  publishFeedback(delivered('NEIGHBOUR-1'));
  publishFeedback(delivered('NEIGHBOUR-2'));

  for (const orderId of ['NEIGHBOUR-1', 'NEIGHBOUR-2'])
    await patiently(async () => expect(await system.email(orderId)).toMatchObject({ status: 'DELIVERED' }));
  await patiently(async () => expect(await system.depth(system.names.feedbackQueue)).toBe(1));
  expect(await system.depth(system.names.feedbackDeadLetters)).toBe(0);

  await system.cloud.close();
  await start(QUEUE_VISIBILITY_SECONDS + 20);
  await patiently(async () => expect(await system.depth(system.names.feedbackQueue)).toBe(0));
  const letters = await system.drain(system.names.feedbackDeadLetters);
  expect(letters.map(({ Body }) => Body)).toEqual(['This is not an event.']);
});
