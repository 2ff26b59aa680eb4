import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DOUBT_LIMIT_SECONDS } from '#contract/timing.ts';
import { orderEvent } from '#test/support/builders.ts';
import { startSystem } from './system.ts';

let folder: string;
let system: Awaited<ReturnType<typeof startSystem>>;

async function start(clockOffsetSeconds = 0) {
  const stateDirectory = path.join(folder, 'state');
  system = await startSystem({ stateDirectory, clockOffsetMs: clockOffsetSeconds * 1000 });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ordermail-redrive-test-'));
  await start();
});

afterAll(async () => {
  await system.cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

const patiently = <Result>(fact: () => Promise<Result>) =>
  vi.waitFor(fact, { timeout: 30_000, interval: 50 });
const letters = () => system.depth(system.names.orderDeadLetters);
const redriveOrders = () => system.redrive(system.names.orderDeadLetters, system.names.orderQueue);
const untilQueueIsEmpty = () =>
  patiently(async () => expect(await system.depth(system.names.orderQueue)).toBe(0));

test('an order that is refused for a field is refused again when it is redriven unchanged', async () => {
  await system.publish(orderEvent({ orderId: 'REFUSED', orderTotal: 'free' }));
  await patiently(async () => expect(await letters()).toBe(1));
  expect(await redriveOrders()).toBe(1);
  await untilQueueIsEmpty();
  expect(await letters()).toBe(1);
  const [letter] = await system.drain(system.names.orderDeadLetters);
  expect(letter?.MessageAttributes).toMatchObject({
    reason: { StringValue: 'INVALID_FIELD' },
    field: { StringValue: 'orderTotal' },
  });
  expect(await system.mailsOf('REFUSED')).toEqual([]);
});

test('an order that was held while SES failed becomes one mail when it is redriven; one that was sent is not sent again', {
  timeout: 60_000,
}, async () => {
  const sent = orderEvent({ orderId: 'SENT' });
  await system.publish(sent);
  await system.untilStatus('SENT', 'DELIVERED');
  await system.setFaults({ calls: [{ service: 'ses', action: 'SendEmail', errorBefore: 1 }] });
  await system.publish(orderEvent({ orderId: 'HELD' }));
  await patiently(async () => expect(await system.email('HELD')).toMatchObject({ sendState: 'CLAIMED' }));

  // Nobody could tell for a day whether it was sent.
  await system.cloud.close();
  await start(DOUBT_LIMIT_SECONDS + 60);
  await patiently(async () => expect(await system.email('HELD')).toMatchObject({ status: 'HELD' }));
  await system.send(system.names.orderDeadLetters, JSON.stringify(sent));
  // The refused order of the test before is among them, if it ran.
  expect(await redriveOrders()).toBeGreaterThanOrEqual(2);

  await patiently(async () =>
    expect(await system.email('HELD')).toMatchObject({ status: 'DELIVERED', sendState: 'ACCEPTED' }),
  );
  await untilQueueIsEmpty();
  expect(await system.mailsOf('HELD')).toHaveLength(1);
  expect(await system.mailsOf('SENT')).toHaveLength(1);
  const left = (await system.drain(system.names.orderDeadLetters)).map(
    ({ Body }) => JSON.parse(Body!).orderId,
  );
  expect(left).not.toContain('SENT');
  expect(left).not.toContain('HELD');
});
