import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DOUBT_SECONDS, QUEUE_VISIBILITY_SECONDS } from '#contract/timing.ts';
import { orderEvent } from '#test/support/builders.ts';
import { startSystem } from './system.ts';

/*
 * What becomes of a mail whose sender never learned that SES took it. Time passes by starting the cloud again on the same
 * state with its clock ahead, so the tests of this file build on each other:
 *
 *   broken off ─────────▶ visible again, doubt running ─────────▶ doubt over
 *   events arrive         evidence is adopted                     what left no trace is sent again
 */

const SEND = { service: 'ses', action: 'SendEmail' };
const KILLED = Array.from({ length: 10 }, (_, n) => `KILLED-${n}`);
/** SES took these, and their sender does not know. */
const TAKEN = ['REPLY-LOST', 'FAILED-AFTER'];
const NEVER_TAKEN = 'FAILED-BEFORE';

let folder: string;
let system: Awaited<ReturnType<typeof startSystem>>;

async function start(clockOffsetSeconds: number) {
  system = await startSystem({
    stateDirectory: path.join(folder, 'state'),
    clockOffsetMs: clockOffsetSeconds * 1000,
  });
}

async function startAgain(clockOffsetSeconds: number) {
  await system.cloud.close();
  await start(clockOffsetSeconds);
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ordermail-in-doubt-test-'));
  await start(0);
});

afterAll(async () => {
  await system.cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

const patiently = <Result>(fact: () => Promise<Result>) =>
  vi.waitFor(fact, { timeout: 30_000, interval: 50 });

const emailsThat = async (orders: readonly string[]) =>
  await Promise.all(orders.map((orderId) => system.email(orderId)));

/** Those of the orders of which SES has taken a mail. */
async function takenOf(orders: readonly string[]): Promise<string[]> {
  const mails = await Promise.all(orders.map((orderId) => system.mailsOf(orderId)));
  return orders.filter((_, n) => mails[n]!.length > 0);
}

describe('at first', () => {
  test('a batch whose function is killed right after a mail was accepted leaves claims, and the mails’ events arrive', async () => {
    await system.setFaults({ killAfter: { ...SEND, nth: 3 } });
    await system.publishBatch(KILLED.map((orderId) => orderEvent({ orderId })));
    await patiently(async () => expect(await system.faults()).toMatchObject({ killAfter: null }));
    await patiently(async () => {
      const taken = await takenOf(KILLED);
      expect(taken.length).toBeGreaterThanOrEqual(3);
      for (const email of await emailsThat(taken)) expect(email?.status).toBe('DELIVERED');
    });
    const claimed = (await emailsThat(KILLED)).filter((email) => email?.sendState === 'CLAIMED');
    expect(claimed.length).toBeGreaterThanOrEqual(1);
  });

  test.each([
    ['REPLY-LOST', { replyLost: 1 }],
    ['FAILED-AFTER', { errorAfter: 1 }],
  ])('%s: the mail is delivered, its sender still in doubt', async (orderId, fault) => {
    await system.setFaults({ calls: [{ ...SEND, ...fault }] });
    await system.publish(orderEvent({ orderId }));
    await patiently(async () =>
      expect(await system.email(orderId)).toMatchObject({ status: 'DELIVERED', sendState: 'CLAIMED' }),
    );
  });

  test('FAILED-BEFORE: there is no mail, and the sender cannot know that either', async () => {
    await system.setFaults({ calls: [{ ...SEND, errorBefore: 1 }] });
    await system.publish(orderEvent({ orderId: NEVER_TAKEN }));
    await patiently(async () =>
      expect(await system.email(NEVER_TAKEN)).toMatchObject({ status: 'PENDING', sendState: 'CLAIMED' }),
    );
  });
});

describe('when the messages come again, within the doubt time', () => {
  test('evidence is adopted: one mail each, status right, nothing left to do for them', {
    timeout: 90_000,
  }, async () => {
    await startAgain(QUEUE_VISIBILITY_SECONDS + 20);
    expect(await system.faults()).toMatchObject({ calls: [], killAfter: null });
    const taken = [...(await takenOf(KILLED)), ...TAKEN];
    await patiently(async () => {
      for (const email of await emailsThat(taken))
        expect(email).toMatchObject({ sendState: 'ACCEPTED', status: 'DELIVERED', attempt: 1 });
    });
    await patiently(async () => expect(await system.visible(system.names.orderQueue)).toBe(0));
    for (const orderId of taken) expect(await system.mailsOf(orderId)).toHaveLength(1);
  });

  test('without evidence it waits', async () => {
    expect(await system.email(NEVER_TAKEN)).toMatchObject({ sendState: 'CLAIMED', attempt: 1 });
    expect(await system.mailsOf(NEVER_TAKEN)).toEqual([]);
  });
});

describe('when the doubt is over', () => {
  test('what left no trace is sent again: every order has exactly one mail', {
    timeout: 90_000,
  }, async () => {
    const orders = [...KILLED, ...TAKEN, NEVER_TAKEN];
    const allDelivered = async () =>
      (await emailsThat(orders)).every((email) => email?.status === 'DELIVERED');
    // The feedback of the first that is sent again is a backlog for the others, which then wait for minutes: the clock skips them.
    let clockOffsetSeconds = DOUBT_SECONDS + QUEUE_VISIBILITY_SECONDS + 60;
    do {
      await startAgain(clockOffsetSeconds);
      clockOffsetSeconds += 30 * 60;
      await patiently(async () => {
        expect(await system.visible(system.names.orderQueue)).toBe(0);
        expect(await system.depth(system.names.feedbackQueue)).toBe(0);
      });
    } while (!(await allDelivered()));

    expect(await system.email(NEVER_TAKEN)).toMatchObject({
      sendState: 'ACCEPTED',
      attempt: 2,
      possibleDuplicate: true,
    });
    for (const email of await emailsThat(orders)) expect(email).toMatchObject({ sendState: 'ACCEPTED' });
    for (const orderId of orders) expect(await system.mailsOf(orderId)).toHaveLength(1);
    await patiently(async () => expect(await system.depth(system.names.orderQueue)).toBe(0));
    expect(await system.depth(system.names.orderDeadLetters)).toBe(0);
  });
});
