import type { OrderEventInput } from '#contract/order-event.ts';

/** A realistic order with every optional field. The addresses of its pictures and of the order lead nowhere. */
export function sampleOrder(orderId: string, orderTimestamp: string, customerEmail: string): OrderEventInput {
  return {
    orderId,
    customerEmail,
    customerName: 'John Doe',
    orderItems: [
      {
        name: 'Stoneware mug, speckled white',
        quantity: 2,
        price: '18.50',
        sku: 'MUG-SPK-01',
        imageUrl: 'https://shop.example.com/images/mug.png',
      },
      {
        name: 'Washed linen napkins, set of four',
        quantity: 1,
        price: '34.00',
        sku: 'LIN-NAP-04',
        imageUrl: 'https://shop.example.com/images/napkins.png',
      },
      {
        name: 'Olive wood serving board',
        quantity: 1,
        price: '42.00',
        sku: 'BRD-OLV-M',
        imageUrl: 'https://shop.example.com/images/board.png',
      },
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
    estimatedDelivery: addDays(orderTimestamp, 5),
    orderUrl: `https://shop.example.com/orders/${encodeURIComponent(orderId)}`,
  };
}

function addDays(timestamp: string, days: number): string {
  return new Date(Date.parse(timestamp) + days * 86_400_000).toISOString().slice(0, 10);
}
