import type { OrderEventInput } from '#contract/order-event.ts';

/** An order as shops usually have it: its item has the median size of bench/item-size.ts, and the mail three lines. */
export function typicalOrder(orderId: string, customerEmail: string): OrderEventInput {
  return {
    orderId,
    customerEmail,
    customerName: 'Maria Lindqvist',
    orderItems: [
      { name: 'Merino crew-neck sweater, navy, M', quantity: 1, price: '89.00', sku: 'SW-1042-NV-M' },
      { name: 'Organic cotton T-shirt, white, M', quantity: 2, price: '24.50', sku: 'TS-2001-WH-M' },
      { name: 'Wool socks, pack of 3', quantity: 1, price: '19.90', sku: 'SO-3310' },
    ],
    shipping: '4.95',
    orderTotal: '162.85',
    currency: 'USD',
    orderTimestamp: '2026-11-24T09:30:00Z',
    shippingAddress: {
      line1: '123 Any Street',
      city: 'Any Town',
      region: 'WA',
      postalCode: '98101',
      country: 'US',
    },
    orderUrl: 'https://shop.example.com/orders/1000123',
  };
}
