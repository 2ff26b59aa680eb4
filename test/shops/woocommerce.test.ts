import { expect, test } from 'vitest';
import { fromWooCommerceOrder } from '#shops/woocommerce.ts';
import order from './payloads/woocommerce-order.json' with { type: 'json' };
import { changed, eventOf } from './translated.ts';

test('an order whose prices include tax is shown with it; what does not divide is split so that the lines add up', () => {
  const address = {
    name: "Jürgen O'Brien",
    line1: 'Marktplatz 1',
    city: 'München',
    region: 'DE-BY',
    postalCode: '80331',
    country: 'DE',
  };
  const mill = {
    name: 'Salt & pepper mill – oak',
    sku: 'MILL-OAK',
    imageUrl: 'https://shop.example.com/wp-content/uploads/mill.jpg',
  };
  expect(eventOf(fromWooCommerceOrder(order))).toEqual({
    orderId: '727',
    customerEmail: 'juergen@example.com',
    customerName: "Jürgen O'Brien",
    orderItems: [
      { ...mill, quantity: 1, price: '16.66' },
      { ...mill, quantity: 2, price: '16.67' },
      { name: 'Gift wrapping', quantity: 1, price: '6.00' },
    ],
    orderTotal: '49.90',
    orderTimestamp: '2026-11-20T10:28:02Z',
    currency: 'EUR',
    shipping: '4.90',
    tax: '7.96',
    discount: '11.00',
    discountCode: 'herbst10',
    shippingAddress: address,
    billingAddress: { ...address, company: 'Example GmbH' },
    delivery: { method: 'ship', name: 'DHL Paket' },
    payment: { method: 'Credit card – Visa' },
  });
});

test('an order whose prices go without tax is shown without, and the tax on top', () => {
  const net = changed(order, { prices_include_tax: false });
  expect(eventOf(fromWooCommerceOrder(net))).toMatchObject({
    orderItems: [
      { quantity: 1, price: '14.00' },
      { quantity: 2, price: '14.01' },
      { name: 'Gift wrapping', price: '5.04' },
    ],
    shipping: '4.12',
    tax: '7.96',
    discount: '9.24',
  });
});

test('a digital order without a shipping address has none', () => {
  const nowhere = Object.fromEntries(Object.keys(order.shipping).map((key) => [key, '']));
  const digital = eventOf(
    fromWooCommerceOrder(
      changed(order, {
        shipping: nowhere,
        shipping_lines: [],
        shipping_total: '0.00',
        shipping_tax: '0.00',
        total: '45.00',
        total_tax: '7.18',
      }),
    ),
  );
  expect(digital).not.toHaveProperty('shippingAddress');
  expect(digital).not.toHaveProperty('shipping');
  expect(digital).not.toHaveProperty('delivery');
});

test.each([
  ['status', { status: 'pending' }],
  ['billing.email', { billing: { ...order.billing, email: '' } }],
  [
    'billing.first_name',
    { billing: { ...order.billing, first_name: '', last_name: '', company: '' }, shipping: null },
  ],
  ['total', { total: '' }],
  ['line_items[0].quantity', { line_items: [{ ...order.line_items[0], quantity: 1.5 }] }],
])('refused, naming %s', (field, fields) => {
  expect(fromWooCommerceOrder(changed(order, fields))).toMatchObject({ in: 'payload', field });
});

test('a currency that ISO 4217 does not have is refused by the event’s field', () => {
  expect(fromWooCommerceOrder(changed(order, { currency: 'BTC' }))).toMatchObject({
    in: 'event',
    field: 'currency',
  });
});
