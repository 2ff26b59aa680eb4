import { expect, test } from 'vitest';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import { checkTotal } from '#domain/money.ts';
import { SAMPLES, sampleOrder } from '#email/samples.ts';
import { checked } from './orders.ts';

test.each(Object.entries(SAMPLES))('the contract takes the sample "%s"', (_, order) => {
  expect(checkOrderEvent(order).kind).toBe('valid');
});

test.each(['minimal', 'complete', 'taxIncluded', 'manyItems'] as const)('the sample "%s" adds up', (name) => {
  expect(checkTotal(checked(SAMPLES[name])).kind).toBe('adds-up');
});

test('a sample order is the one that was asked for', () => {
  expect(sampleOrder('A 1', '2024-12-30T12:00:00Z', 'success@simulator.amazonses.com')).toMatchObject({
    orderId: 'A 1',
    customerEmail: 'success@simulator.amazonses.com',
    orderTimestamp: '2024-12-30T12:00:00Z',
    estimatedDelivery: '2025-01-04',
    orderUrl: 'https://shop.example.com/orders/A%201',
  });
});
