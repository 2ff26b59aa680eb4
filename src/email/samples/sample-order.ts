import type { OrderEventInput } from '#contract/order-event.ts';

/** A realistic order with every optional field. Its links and pictures lead nowhere. */
export function sampleOrder(orderId: string, orderTimestamp: string, customerEmail: string): OrderEventInput {
  return {
    orderId,
    customerEmail,
    customerName: 'John Doe',
    orderItems: [
      item('Stoneware mug, speckled white', 2, '18.50', 'MUG-SPK-01', 'mug'),
      item('Washed linen napkins, set of four', 1, '34.00', 'LIN-NAP-04', 'napkins'),
      item('Olive wood serving board', 1, '42.00', 'BRD-OLV-M', 'board'),
    ],
    discount: '10.00',
    shipping: '6.90',
    tax: '8.47',
    orderTotal: '118.37',
    orderTimestamp,
    currency: 'USD',
    locale: 'en-US',
    shippingAddress: {
      name: 'John Doe',
      line1: '742 Evergreen Terrace',
      line2: 'Apartment 5B',
      city: 'Springfield',
      region: 'IL',
      postalCode: '62704',
      country: 'United States',
    },
    estimatedDelivery: daysAfter(orderTimestamp, 5),
    orderUrl: `https://shop.example.com/orders/${encodeURIComponent(orderId)}`,
  };
}

/** One item with a picture. */
export const item = (name: string, quantity: number, price: string, sku: string, picture: string) => ({
  name,
  quantity,
  price,
  sku,
  imageUrl: `https://shop.example.com/images/${picture}.png`,
});

const daysAfter = (timestamp: string, days: number) =>
  new Date(Date.parse(timestamp) + days * 86_400_000).toISOString().slice(0, 10);
