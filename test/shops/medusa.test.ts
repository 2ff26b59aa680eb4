import { expect, test } from 'vitest';
import { fromMedusaOrder, MEDUSA_ORDER_FIELDS } from '#shops/medusa.ts';
import order from './payloads/medusa-order.json' with { type: 'json' };
import { changed, eventOf } from './translated.ts';

test('an order without tax in its prices: exact unit prices, fractions of a cent rounded as the shop shows them', () => {
  const address = {
    name: 'Ana Silva',
    line1: '1 Main St',
    city: 'Albany',
    region: 'NY',
    postalCode: '12207',
    country: 'US',
  };
  const imageUrl = 'https://cdn.example.com/mug@2x.png';
  expect(eventOf(fromMedusaOrder(order))).toEqual({
    orderId: '1042',
    customerEmail: 'ana@example.com',
    customerName: 'Ana Silva',
    orderItems: [
      { name: 'Enamel mug', variant: 'Blue / L', sku: 'MUG-B-L', quantity: 2, price: '19.99', imageUrl },
      { name: 'Recipe e-book', quantity: 1, price: '12.50', kind: 'digital', imageUrl },
    ],
    orderTotal: '62.08',
    orderTimestamp: '2026-11-20T10:00:00.000Z',
    currency: 'USD',
    locale: 'en-US',
    shipping: '10.00',
    tax: '4.60',
    discount: '5.00',
    shippingAddress: address,
    billingAddress: { ...address, line1: 'PO Box 7' },
    delivery: { method: 'ship', name: 'Express' },
  });
});

test('an order with tax in its prices is shown with it', () => {
  const items = order.items.map((item) => ({ ...item, is_tax_inclusive: true }));
  const [mugs, book] = items as [(typeof items)[0], (typeof items)[0]];
  const gross = changed(order, {
    items: [mugs, { ...book, unit_price: 9.99 }],
    shipping_methods: [{ ...order.shipping_methods[0], is_tax_inclusive: true }],
    original_shipping_total: 4.9,
    discount_total: 5,
    discount_tax_total: 0.37,
    total: 49.87,
    tax_total: 3.694074074,
  });
  expect(eventOf(fromMedusaOrder(gross))).toMatchObject({
    orderItems: [{ price: '19.99' }, { price: '9.99' }],
    shipping: '4.90',
    discount: '5.00',
    tax: '3.69',
  });
});

test('an item with tax in its price among others without is shown without', () => {
  const [mugs, book] = order.items as [(typeof order.items)[0], (typeof order.items)[0]];
  const mixed = changed(order, { items: [mugs, { ...book, is_tax_inclusive: true, unit_price: 13.5 }] });
  expect(eventOf(fromMedusaOrder(mixed))).toMatchObject({
    orderItems: [{ price: '19.99' }, { price: '12.50' }],
  });
});

test('a Date and an id without display_id, as in a process of Medusa itself', () => {
  const inside = changed(order, { created_at: new Date('2026-11-20T10:00:00Z'), display_id: undefined });
  expect(eventOf(fromMedusaOrder(inside))).toMatchObject({
    orderId: 'order_01KAB2C3D4E5F6G7H8J9K0M1N2',
    orderTimestamp: '2026-11-20T10:00:00.000Z',
  });
});

test.each([
  ['status', { status: 'canceled' }],
  ['email', { email: null }],
  ['customer', { customer: null, billing_address: null, shipping_address: null }],
  ['tax_total', { tax_total: undefined }],
])('refused, naming %s', (field, fields) => {
  expect(fromMedusaOrder(changed(order, fields))).toMatchObject({ in: 'payload', field });
});

test('the fields to query are those that are read', () => {
  const asked = new Set(MEDUSA_ORDER_FIELDS.map((field) => field.replace(/\..*/, '')));
  const given = Object.fromEntries(Object.entries(order).filter(([key]) => asked.has(key)));
  expect(eventOf(fromMedusaOrder(given))).toEqual(eventOf(fromMedusaOrder(changed(order, { locale: null }))));
});
