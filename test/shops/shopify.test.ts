import { describe, expect, test } from 'vitest';
import {
  fromShopifyCancellation,
  fromShopifyFulfillment,
  fromShopifyOrder,
  fromShopifyRefund,
} from '#shops/shopify.ts';
import fulfillment from './payloads/shopify-fulfillment.json' with { type: 'json' };
import order from './payloads/shopify-order.json' with { type: 'json' };
import refund from './payloads/shopify-refund.json' with { type: 'json' };
import { changed, eventOf } from './translated.ts';

const address = {
  name: 'Åsa Öberg',
  line1: 'Chausseestraße 12',
  line2: 'Hinterhaus 2. Stock',
  city: 'Berlin',
  postalCode: '10115',
  country: 'Germany',
};

describe('orders/create', () => {
  test('becomes a confirmation in the currency that the customer saw, with all discounts, and nothing else', () => {
    expect(eventOf(fromShopifyOrder(order))).toEqual({
      orderId: '1001',
      customerEmail: 'asa@example.com',
      customerName: 'Åsa Öberg',
      orderItems: [
        { name: 'Enamel mug', variant: 'Blue', sku: 'MUG-01-B', quantity: 2, price: '20.00' },
        { name: 'Wool blanket', quantity: 1, price: '65.00' },
        { name: 'Gift card', quantity: 1, price: '25.00', kind: 'digital' },
      ],
      orderTotal: '117.00',
      orderTimestamp: '2026-11-20T10:21:52+01:00',
      currency: 'EUR',
      locale: 'de',
      subtotal: '130.00',
      shipping: '5.00',
      tax: '18.68',
      discount: '18.00',
      discountCode: 'SPRING10, FREESHIP',
      shippingAddress: address,
      billingAddress: address,
      delivery: { method: 'ship', name: 'Standard' },
      payment: { method: 'Visa', last4: '4242' },
      orderUrl: 'https://shop.example.com/548380009/orders/123456abcd/authenticate?key=abcdefg',
    });
  });

  test('an order in one currency may go without sets, and a yen has no decimals', () => {
    const simple = {
      id: 1,
      name: '#1',
      email: 'customer@example.com',
      created_at: '2026-11-20T10:21:53+09:00',
      currency: 'JPY',
      total_line_items_price: '3000',
      total_tax: '300',
      total_price: '3800',
      customer: { first_name: 'Hanako', last_name: null },
      line_items: [{ id: 2, title: '湯呑み', quantity: 2, price: '1500' }],
      shipping_lines: [{ title: '宅配便', price: '500' }],
    };
    expect(eventOf(fromShopifyOrder(simple))).toMatchObject({
      customerName: 'Hanako',
      orderTotal: '3800',
      shipping: '500',
      tax: '300',
    });
  });

  test.each([
    ['email', { email: '', contact_email: null }],
    ['customer', { customer: null, billing_address: null, shipping_address: null }],
    ['test', { test: true }],
    ['cancelled_at', { cancelled_at: '2026-11-20T10:21:53+01:00' }],
    ['total_price_set', { total_tax_set: null }],
    [
      'line_items[1].price',
      { line_items: [order.line_items[0], { ...order.line_items[1], price: 'secret' }] },
    ],
    ['total_price', { total_price: undefined }],
  ])('refused, naming %s', (field, fields) => {
    const refused = fromShopifyOrder(changed(order, fields));
    expect(refused).toMatchObject({ kind: 'refused', in: 'payload', field });
    expect(JSON.stringify(refused)).not.toContain('Invalid input');
    expect(JSON.stringify(refused)).not.toContain('secret');
  });

  test('what the payload allows and an event does not is refused by the event’s field', () => {
    const twoAddresses = changed(order, { email: 'a@example.com, b@example.com' });
    expect(fromShopifyOrder(twoAddresses)).toMatchObject({ in: 'event', field: 'customerEmail' });
    expect(fromShopifyOrder(changed(order, { line_items: [] }))).toMatchObject({
      in: 'event',
      field: 'orderItems',
    });
  });

  test('orders of the test gateway are mailed on demand', () => {
    const tested = changed(order, { test: true });
    expect(eventOf(fromShopifyOrder(tested, { testOrders: true }))).toMatchObject({ orderId: '1001' });
  });

  test.each([[null], ['text'], [[]], [{}], [undefined]])('%j is no order, and no exception', (payload) => {
    expect(fromShopifyOrder(payload)).toMatchObject({ kind: 'refused' });
  });
});

test('fulfillments/create becomes a shipment of its own, partial where pieces are missing', () => {
  const event = eventOf(fromShopifyFulfillment(fulfillment, order));
  expect(event).toMatchObject({ orderId: '1001', emailType: 'ORDER_SHIPPED' });
  expect(event.shipment).toEqual({
    shipmentId: '123456789012345',
    carrier: 'DHL',
    trackingNumber: '00340434161094042557',
    trackingUrl: 'https://www.dhl.example.com/track?id=00340434161094042557',
    items: [{ name: 'Enamel mug', variant: 'Blue', sku: 'MUG-01-B', quantity: 1 }],
    partial: true,
  });
  const all = changed(fulfillment, { line_items: order.line_items });
  expect(eventOf(fromShopifyFulfillment(all, order)).shipment).not.toHaveProperty('partial');
  expect(fromShopifyFulfillment(changed(fulfillment, { order_id: 1 }), order)).toMatchObject({
    field: 'fulfillment.order_id',
  });
  expect(fromShopifyFulfillment(changed(fulfillment, { status: 'cancelled' }), order)).toMatchObject({
    field: 'fulfillment.status',
  });
});

test('refunds/create becomes a refund of what went back for certain', () => {
  const event = eventOf(fromShopifyRefund(refund, order));
  expect(event).toMatchObject({ orderId: '1001', emailType: 'ORDER_REFUNDED' });
  expect(event.refund).toEqual({
    refundId: '890088186047892319',
    amount: '18.00',
    partial: true,
    items: [{ name: 'Enamel mug', variant: 'Blue', sku: 'MUG-01-B', quantity: 1 }],
  });
  const pending = changed(refund, { transactions: [{ ...refund.transactions[0], status: 'pending' }] });
  expect(fromShopifyRefund(pending, order)).toMatchObject({ field: 'refund.transactions' });
  const full = changed(refund, { transactions: [{ ...refund.transactions[0], amount: '117.00' }] });
  expect(eventOf(fromShopifyRefund(full, order)).refund).toMatchObject({ partial: false });
});

test('orders/cancelled becomes a cancellation, with what was refunded', () => {
  const cancelled = changed(order, {
    cancelled_at: '2026-11-21T08:00:00+01:00',
    cancel_reason: 'customer',
    refunds: [refund],
  });
  const event = eventOf(fromShopifyCancellation(cancelled));
  expect(event).toMatchObject({ emailType: 'ORDER_CANCELLED', cancellation: { refundTotal: '18.00' } });
  expect(fromShopifyCancellation(order)).toMatchObject({ field: 'cancelled_at' });
});
