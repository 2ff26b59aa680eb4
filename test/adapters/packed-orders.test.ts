import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packedOrders } from '#adapters/system/packed-orders.ts';
import { DICTIONARY_1, DICTIONARY_2 } from '#adapters/system/packing-dictionary.ts';
import { SAMPLES } from '#email/samples.ts';
import { anyOrder } from '#test/email/any-order.ts';
import { checked } from '#test/email/orders.ts';
import { orderEvent, trackingItem } from '#test/support/builders.ts';

const itemOf = ({ orderId, customerEmail, emailType }: ReturnType<typeof checked>, content: Uint8Array) =>
  trackingItem({ orderId, customerEmail, emailType, content });

test('every order comes back as it was', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      expect(packedOrders.unpack(itemOf(order, packedOrders.pack(order)))).toEqual(order);
    }),
    { numRuns: 50, interruptAfterTimeLimit: 15_000 },
  );
});

test('it goes to the address that the item says', () => {
  const order = checked(SAMPLES.complete);
  const item = { ...itemOf(order, packedOrders.pack(order)), customerEmail: 'right@example.com' };
  expect(packedOrders.unpack(item)).toEqual({ ...order, customerEmail: 'right@example.com' });
});

test('what the item says itself is not packed', () => {
  const { orderItems, ...order } = checked(SAMPLES.minimal);
  const short = packedOrders.pack({ ...order, orderItems });
  const other = {
    ...order,
    orderItems,
    orderId: 'x'.repeat(128),
    customerEmail: `${'y'.repeat(60)}@example.com`,
  };
  expect(packedOrders.pack(other)).toEqual(short);
});

test('the order of the documentation takes less than a hundred bytes', () => {
  expect(packedOrders.pack(checked(SAMPLES.minimal)).length).toBeLessThan(100);
});

test('content of a format this code does not know is refused, and not guessed at', () => {
  const order = checked(SAMPLES.minimal);
  const [, ...rest] = packedOrders.pack(order);
  expect(() => packedOrders.unpack(itemOf(order, Uint8Array.of(3, ...rest)))).toThrow(
    /format 3.*formats 1 and 2/,
  );
});

test('erased content is an error that says so', () => {
  const { customerEmail: _, ...item } = trackingItem();
  expect(() => packedOrders.unpack(item)).toThrow(/erased/);
});

test('what was packed months ago is still read', () => {
  const kept = Buffer.from(
    'AcMIBK/8jDwFl/xUnIERAEn0uBxhBLEBPcBMLfUsLXAEmYmuoYGugUWIoREk0KIwg6MWAA==',
    'base64',
  );
  const orderItems = [{ name: 'Product', quantity: 2, price: '29.99' }];
  const order = checked(orderEvent({ orderItems, shippingAddress: undefined }));
  expect(packedOrders.unpack(itemOf(order, kept))).toEqual(order);
});

test.each(['everything', 'shipped', 'partialShipment'] as const)(
  'the sample "%s" leaves room in its kilobyte',
  (name) => {
    // All else of an item takes some 510 bytes; see bench/item-size.ts.
    expect(packedOrders.pack(checked(SAMPLES[name])).length).toBeLessThan(510);
  },
);

test('format 2 keeps its dictionary', () => {
  expect(createHash('sha256').update(DICTIONARY_2).digest('hex')).toMatch(/^8d206a41b2e4da2b/);
});

test('format 1 keeps its dictionary', () => {
  expect(createHash('sha256').update(DICTIONARY_1).digest('hex')).toMatch(/^8726082a95dbbc11/);
});
