import { expect, test } from 'vitest';
import { fromSaleorOrder, SALEOR_ORDER_SUBSCRIPTION } from '#shops/saleor.ts';
import payload from './payloads/saleor-order.json' with { type: 'json' };
import { changed, eventOf } from './translated.ts';

const { order } = payload;
const withOrder = (fields: object) => ({ order: changed(order, fields) });

const address = {
  name: 'Łukasz Żak',
  line1: 'ul. Długa 5',
  line2: 'm. 3',
  city: 'WARSZAWA',
  postalCode: '00-238',
  country: 'Poland',
};

test('a channel with gross prices: lines before discounts, split where they do not divide', () => {
  const hoodie = {
    name: 'Blue Hoodie',
    variant: 'M',
    sku: '21599567',
    imageUrl: 'https://store.example.com/thumbnail/UHJvZHVjdA/128/',
  };
  expect(eventOf(fromSaleorOrder(payload))).toEqual({
    orderId: '2071',
    customerEmail: 'lukasz@example.com',
    customerName: 'Łukasz Żak',
    orderItems: [
      { ...hoodie, quantity: 1, price: '75.54' },
      { ...hoodie, quantity: 2, price: '75.55' },
      { name: 'Digital lookbook', quantity: 1, price: '49.99', kind: 'digital' },
    ],
    orderTotal: '263.97',
    orderTimestamp: '2026-11-20T10:00:00.123456+00:00',
    currency: 'PLN',
    locale: 'PL',
    shipping: '15.00',
    tax: '49.36',
    discount: '27.66',
    discountCode: 'JESIEN',
    shippingAddress: address,
    billingAddress: address,
    delivery: { method: 'ship', name: 'InPost Kurier' },
  });
});

test('a channel with net prices: the tax comes on top', () => {
  expect(eventOf(fromSaleorOrder(withOrder({ displayGrossPrices: false })))).toMatchObject({
    shipping: '12.20',
    discount: '22.49',
    tax: '49.36',
  });
});

test('a warehouse as delivery method is a pick-up there', () => {
  const deliveryMethod = { __typename: 'Warehouse', name: 'Sklep Długa', address: order.shippingAddress };
  expect(eventOf(fromSaleorOrder(withOrder({ deliveryMethod })))).toMatchObject({
    delivery: { method: 'pickup', pickup: { name: 'Sklep Długa', address } },
  });
});

test('the language keeps its region', () => {
  expect(eventOf(fromSaleorOrder(withOrder({ languageCodeEnum: 'PT_BR' })))).toMatchObject({
    locale: 'PT-BR',
  });
});

test.each([
  ['order.status', withOrder({ status: 'UNCONFIRMED' })],
  ['order.userEmail', withOrder({ userEmail: '' })],
  ['order.user', withOrder({ user: null, billingAddress: null, shippingAddress: null })],
  [
    'order.lines[0].totalPrice.net',
    withOrder({ lines: [{ ...order.lines[0], totalPrice: { gross: { amount: 1 } } }] }),
  ],
  ['order', {}],
])('refused, naming %s', (field, refused) => {
  expect(fromSaleorOrder(refused)).toMatchObject({ in: 'payload', field });
});

test('the subscription asks for every field of the payload', () => {
  const names = [...JSON.stringify(payload).matchAll(/"(\w+)":/g)].map(([, name]) => name!);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(SALEOR_ORDER_SUBSCRIPTION))).toEqual([]);
});
