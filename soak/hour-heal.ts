import type { Account } from './hour-account.ts';
import { until } from './hour-patience.ts';
import type { Evidence } from './hour-proof.ts';
import { FINAL_STATUSES } from './hour-traffic.ts';

/**
 * So long nothing must have moved. A message that was received waits for its batch's window (a second for events), and for a function
 * that starts, seconds on a busy machine; whoever stops the cloud in that time makes the message wait for its next receive.
 */
const STILL_MS = 5_000;

/** Waits until nobody works on anything: what is left is hidden until later. */
export async function untilQuiet(account: Account): Promise<void> {
  let before = '';
  let stillSince = performance.now();
  const what = () => `nothing moves any more; seen last (orders, events, mails): ${before}`;
  await until(what, async () => {
    const [orders, feedback] = await depths(account);
    const now = JSON.stringify([orders, feedback, await account.mailCount()]);
    if (now !== before || orders.visible + feedback.visible > 0) stillSince = performance.now();
    before = now;
    return performance.now() - stillSince >= STILL_MS ? true : undefined;
  });
}

/** How many messages of both queues are left once nothing moves: they wait for a later time. */
export async function hiddenIn(account: Account): Promise<number> {
  const [orders, feedback] = await depths(account);
  return orders.hidden + feedback.hidden;
}

async function depths({ depth, names }: Account) {
  return await Promise.all([depth(names.orderQueue), depth(names.feedbackQueue)]);
}

/** Puts orders back that failed for a reason that has gone. Poison comes back to the dead letters. */
export async function redriveOrders({ names, redrive }: Account): Promise<number> {
  return await redrive(names.orderDeadLetters, names.orderQueue);
}

/**
 * Puts events back that could not be recorded, as the alarm asks for: while there are any, no order in doubt is decided, since
 * one of them may be its evidence.
 */
export async function redriveFeedback({ names, redrive, depth }: Account): Promise<number> {
  const { visible } = await depth(names.feedbackDeadLetters);
  return visible === 0 ? 0 : await redrive(names.feedbackDeadLetters, names.feedbackQueue);
}

/** Reads all there is once every email is in a status that is final, or a minute after nothing moves any more. */
export async function readEvidence(account: Account): Promise<Evidence> {
  const { names, items, mails, read, depth } = account;
  const allFinal = async () =>
    (await items()).every(({ status }) => FINAL_STATUSES.has(status)) ? true : undefined;
  await until('every email has its final status', allFinal, 60_000).catch(() => {});
  const total = async (queue: string) => {
    const { visible, hidden } = await depth(queue);
    return visible + hidden;
  };
  const elsewhere: Record<string, number> = {};
  for (const queue of [
    ...[names.orderQueue, names.feedbackQueue, names.feedbackDeadLetters],
    ...[names.orderSubscriptionDeadLetters, names.feedbackSubscriptionDeadLetters],
  ])
    elsewhere[queue] = await total(queue);
  return {
    items: await items(),
    mails: await mails(),
    deadLetters: await read(names.orderDeadLetters),
    elsewhere,
  };
}
