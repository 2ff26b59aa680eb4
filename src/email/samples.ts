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

const item = (name: string, quantity: number, price: string, sku: string, picture: string) => ({
  name,
  quantity,
  price,
  sku,
  imageUrl: `https://shop.example.com/images/${picture}.png`,
});

const daysAfter = (timestamp: string, days: number) =>
  new Date(Date.parse(timestamp) + days * 86_400_000).toISOString().slice(0, 10);

/** The least a shop may publish. */
const minimal: OrderEventInput = {
  orderId: 'ORDER123456',
  customerEmail: 'customer@example.com',
  customerName: 'John Doe',
  orderItems: [{ name: 'Product', quantity: 2, price: '29.99' }],
  orderTotal: '59.98',
  orderTimestamp: '2024-10-08T12:00:00Z',
};

const complete = sampleOrder('ORDER123457', '2024-10-08T12:00:00Z', 'customer@example.com');

const taxIncluded: OrderEventInput = {
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

/** Text that breaks careless templates: markup, right to left, emoji, words without end, the largest amounts. */
const hardText: OrderEventInput = {
  ...complete,
  orderId: 'ORDER<b>&"123"',
  customerEmail: "o'brien@example.com",
  customerName: 'فاطمة الزهراء <script>alert(1)</script>',
  orderItems: [
    { name: 'كتاب «ألف ليلة وليلة» (المجلد 3)', quantity: 1, price: '12', sku: 'AR-1001' },
    {
      name: '👩‍👩‍👧‍👦 Family portrait, hand-painted, 50 × 70 cm 🎨 in oak 🌳',
      quantity: 1,
      price: '249.5',
      imageUrl: 'https://shop.example.com/a b"><script>alert(1)</script>.png?a=1&b=2',
    },
    {
      name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(3),
      quantity: 1_000_000,
      price: '0.0125',
    },
    { name: '職人手作りの急須と湯呑みセット（桐箱入り）', quantity: 1_000_000, price: '999999999999.9999' },
    {
      name: 'Text that a \u202enwodedispu\u202c override turns round',
      quantity: 1,
      price: '0',
      sku: 'S'.repeat(100),
    },
  ],
  orderTotal: '999999999999.99',
  currency: 'KWD',
  shippingAddress: {
    name: 'فاطمة الزهراء',
    line1: 'شارع الملك فيصل 12',
    city: 'مدينة الكويت',
    country: 'Kuwait',
  },
};

/** More lines, and longer ones, than a mail can show in full. */
const manyItems: OrderEventInput = {
  ...minimal,
  orderItems: Array.from({ length: 200 }, (_, index) =>
    item(
      `Hexagon screw M${index + 1}${', fully threaded, stainless steel A4, DIN 933'.repeat(10)}`,
      2,
      '9.99',
      `SCR-${index + 1}`,
      'screw',
    ),
  ),
  shipping: '24.00',
  orderTotal: '4020.00',
};

/** Orders to look at in previews and to test with, by what is special about them. */
export const SAMPLES = { minimal, complete, taxIncluded, hardText, manyItems } as const;
