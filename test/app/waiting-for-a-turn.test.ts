import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '#app/pace.ts';
import type { OrderMessage } from '#app/ports.ts';
import { sendOrderEmail } from '#app/send-order-email.ts';
import { BATCH_SIZE, FUNCTION_TIMEOUT_SECONDS } from '#contract/timing.ts';
import type { SendOutcome } from '#domain/send-outcome.ts';
import { NOW, orderEvent } from '#test/support/builders.ts';
import { scriptedPorts } from './sender-harness.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setTimeout'], loopLimit: 1_000_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** An account that takes so many mails in any second, and throttles the others. */
function account(perSecond: number) {
  const acceptedAt: number[] = [];
  const send = async (): Promise<SendOutcome> => {
    const now = Date.now();
    if (acceptedAt.filter((at) => at > now - 1000).length >= perSecond)
      return { kind: 'throttled', reason: 'TooManyRequestsException', dailyQuota: false };
    acceptedAt.push(now);
    return { kind: 'accepted', messageId: `ses-message-${acceptedAt.length}` };
  };
  return { acceptedAt, send };
}

/** The order queue with so many orders, and senders that take from it as Lambda does. */
function burst(orders: number, { perSecond, senders }: { perSecond: number; senders: number }) {
  const ses = account(perSecond);
  const ports = scriptedPorts();
  let draws = 0;
  const waiting = new Map<string, { message: OrderMessage; visibleAt: number }>();
  for (let n = 0; n < orders; n++) {
    const messageId = `message-${n}`;
    const body = JSON.stringify(orderEvent({ orderId: `ORDER${n}` }));
    const message = { ...ports.message, messageId, body, receiveCount: 0, sentAtMs: NOW };
    waiting.set(messageId, { message, visibleAt: NOW });
  }
  const receive = () => {
    const visible = [...waiting.values()].filter(({ visibleAt }) => visibleAt <= Date.now());
    return visible.slice(0, BATCH_SIZE).map((entry) => {
      entry.visibleAt = Date.now() + 180_000;
      entry.message = { ...entry.message, receiveCount: entry.message.receiveCount + 1 };
      return entry.message;
    });
  };
  const nextVisibleAt = () => Math.min(...[...waiting.values()].map(({ visibleAt }) => visibleAt));
  const sender = async (_: unknown, place: number) => {
    // Nobody starts them together.
    await sleep((place * 1000) / perSecond);
    const pace = new Pace();
    while (waiting.size > 0) {
      const batch = receive();
      const deadline = Date.now() + FUNCTION_TIMEOUT_SECONDS * 1000;
      await Promise.all(
        batch.map(async (message) => {
          const outcome = await sendOrderEmail(message, {
            ...ports.dependencies,
            mailer: { send: ses.send },
            queue: {
              hide: async ({ messageId }, seconds) => {
                waiting.get(messageId)!.visibleAt = Date.now() + seconds * 1000;
              },
              deadLetter: ports.dependencies.queue.deadLetter,
            },
            pace,
            sendsPerSecond: perSecond / senders,
            clock: { now: Date.now, sleep },
            random: { next: () => (draws++ % 10) / 10, newId: () => 'my-claim' },
            remainingMs: () => deadline - Date.now(),
          });
          if (outcome === 'done') waiting.delete(message.messageId);
        }),
      );
      if (waiting.size > 0) await sleep(Math.max(10, nextVisibleAt() - Date.now()));
    }
  };
  return { ...ports, ...ses, ended: Promise.all(Array.from({ length: senders }, sender)) };
}

test.each([
  ['two senders', 100, { perSecond: 1, senders: 2 }],
  ['thirty senders', 150, { perSecond: 1, senders: 30 }],
])('%s: no order is given up for having waited its turn', async (_, orders, limits) => {
  const { ended, acceptedAt, deadLetters } = burst(orders, limits);
  await vi.runAllTimersAsync();
  await ended;
  expect(deadLetters).toEqual([]);
  expect(acceptedAt).toHaveLength(orders);
});
