import type { OrderEventInput } from '#contract/order-event.ts';
import { sampleOrder } from './sample-order.ts';

/** The least a shop may publish. */
export const minimal: OrderEventInput = {
  orderId: 'ORDER123456',
  customerEmail: 'customer@example.com',
  customerName: 'John Doe',
  orderItems: [{ name: 'Product', quantity: 2, price: '29.99' }],
  orderTotal: '59.98',
  orderTimestamp: '2024-10-08T12:00:00Z',
};

/** A usual order with everything that a usual shop publishes. */
export const complete = sampleOrder('ORDER123457', '2024-10-08T12:00:00Z', 'customer@example.com');

/** German prices contain the tax. */
export const taxIncluded: OrderEventInput = {
  orderId: 'B-2024-10-0815',
  customerEmail: 'juergen.mueller@example.com',
  customerName: 'Jürgen Müller',
  orderItems: [
    { name: 'Kaffeebohnen „Hausmischung“, 1 kg', quantity: 3, price: '24.90', sku: 'KB-1000' },
    { name: 'Papierfilter, Größe 4', quantity: 1, price: '3.49', sku: 'PF-04' },
  ],
  shipping: '0.00',
  tax: '5.12',
  orderTotal: '78.19',
  orderTimestamp: '2024-10-08T23:30:00+02:00',
  currency: 'EUR',
  locale: 'de-DE',
  shippingAddress: {
    name: 'Jürgen Müller',
    company: 'Müller & Söhne GmbH',
    line1: 'Straße des 17. Juni 135',
    postalCode: '10623',
    city: 'Berlin',
    country: 'Deutschland',
  },
};

/** Every field of a confirmation that has a place of its own in the mail. */
export const everything: OrderEventInput = {
  ...complete,
  orderItems: complete.orderItems.map((item, index) => ({
    ...item,
    variant: ['Speckled white, 300 ml', 'Natural', 'Medium'][index],
    url: `https://shop.example.com/items/${index + 1}`,
    ...(index === 2 && { category: 'wood' }),
  })),
  subtotal: '113.00',
  discountCode: 'WELCOME10',
  billingAddress: {
    name: 'Jane Doe',
    company: 'Doe & Daughters Ltd.',
    line1: '1 Harbour Row',
    city: 'Springfield',
    region: 'IL',
    postalCode: '62701',
    country: 'United States',
  },
  delivery: { method: 'ship', name: 'Express' },
  estimatedDeliveryUntil: '2024-10-15',
  payment: { method: 'Visa', last4: '4242' },
};

const { shippingAddress: _, shipping: _1, estimatedDelivery: _2, ...withoutShipping } = complete;

/** A gift with its message and its prices. */
export const gift: OrderEventInput = {
  ...complete,
  gift: { recipientName: 'Ada', message: 'Happy birthday!\nWith love from all of us' },
};

/** A gift without any amount in the mail. */
export const giftWithoutPrices: OrderEventInput = {
  ...everything,
  gift: { recipientName: 'Ada', message: 'Happy birthday!', hidePrices: true },
};

/** Waits in a shop. */
export const pickup: OrderEventInput = {
  ...withoutShipping,
  orderTotal: '111.47',
  estimatedDelivery: '2024-10-09',
  delivery: {
    method: 'pickup',
    pickup: {
      name: 'Market Street shop',
      address: { line1: '12 Market Street', city: 'Springfield', region: 'IL', postalCode: '62704' },
      hours: 'Mon–Sat 9–18',
    },
  },
};

/** Nothing is shipped. */
export const digital: OrderEventInput = {
  ...withoutShipping,
  orderItems: [
    {
      name: 'The Potter’s Handbook, e-book',
      quantity: 1,
      price: '19.00',
      kind: 'digital',
      variant: 'EPUB',
      downloadUrl: 'https://shop.example.com/downloads/a1b2c3?file=epub',
    },
    {
      name: 'Glazing for beginners, video course',
      quantity: 1,
      price: '49.00',
      kind: 'digital',
      downloadUrl: 'https://shop.example.com/downloads/d4e5f6',
    },
  ],
  discount: '0',
  tax: '4.76',
  orderTotal: '72.76',
  delivery: { method: 'digital' },
};
