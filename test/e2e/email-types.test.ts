import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SAMPLES } from '#email/samples.ts';
import { startSystem } from './system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});

afterAll(() => system.cloud.close());

test('an order causes one mail of each type, and one of each shipment and refund, however often it is published', async () => {
  const orderId = 'ALL-TYPES-1';
  const { everything, shipped, partialShipment, cancelled, partialRefund } = SAMPLES;
  const second = { ...partialShipment, shipment: { ...partialShipment.shipment!, shipmentId: 'S-2' } };
  const events = [everything, shipped, second, cancelled, partialRefund].map((event) => ({
    ...event,
    orderId,
  }));
  for (const event of [...events, ...events]) await system.publish(event);

  const expected = [
    ['ORDER_CONFIRMATION', `Your Example Shop order ${orderId} is confirmed`],
    ['ORDER_SHIPPED:S-1', `Your Example Shop order ${orderId} is on its way`],
    ['ORDER_SHIPPED:S-2', `Part of your Example Shop order ${orderId} is on its way`],
    ['ORDER_CANCELLED', `Your Example Shop order ${orderId} has been cancelled`],
    ['ORDER_REFUNDED:R-2', `Partial refund for your Example Shop order ${orderId}`],
  ] as const;
  await vi.waitFor(
    async () => {
      const emails = await system.emailsOf(orderId);
      expect(emails.filter(({ status }) => status === 'DELIVERED')).toHaveLength(expected.length);
      expect(await system.visible(system.names.orderQueue)).toBe(0);
    },
    { timeout: 60_000, interval: 200 },
  );
  const emails = await system.emailsOf(orderId);
  expect(emails.map(({ emailId }) => emailId).toSorted()).toEqual(
    expected.map(([id]) => `${orderId}#${id}`).toSorted(),
  );
  const mails = await system.mails();
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual(
    expected.map(([, subject]) => subject).toSorted(),
  );
});
