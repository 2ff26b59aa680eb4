import type { OrderEventInput } from '#contract/order-event.ts';
import { complete, everything, minimal } from './plain-orders.ts';
import { item } from './sample-order.ts';

/** Text that breaks careless templates: markup, right to left, emoji, words without end, the largest amounts. */
export const hardText: OrderEventInput = {
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

/** One hundred lines with pictures: all of them are shown. */
export const hundredItems: OrderEventInput = {
  ...complete,
  orderItems: Array.from({ length: 100 }, (_, index) =>
    item(`Hexagon screw M${index + 1}, stainless steel`, 2, '9.99', `SCR-${index + 1}`, 'screw'),
  ),
  discount: '100.00',
  orderTotal: '1913.37',
};

/** More lines, and longer ones, than a mail can show in full. */
export const manyItems: OrderEventInput = {
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

/** Names as long as they may be. */
export const longNames: OrderEventInput = {
  ...everything,
  orderId: `${'ORDER-WITH-A-VERY-LONG-IDENTIFIER-'.repeat(3)}THAT-ENDS-HERE`,
  customerName: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(5).trim(),
  orderItems: [
    {
      ...item(
        'Hand-forged carving knife with a handle of stabilized birch '.repeat(8).trim(),
        1,
        '118.37',
        'K'.repeat(100),
        'knife',
      ),
      variant: 'Left-handed, with sheath, '.repeat(7).trim(),
    },
  ],
};

/** Emoji in every name, such as those of several code points. */
export const emoji: OrderEventInput = {
  ...complete,
  customerName: 'Zoë 🧑🏽‍🚀',
  orderItems: [
    { name: '🎉 Party box 🎈🎈 (🇩🇪 edition)', quantity: 12, price: '4.50', sku: 'PARTY-🎉' },
    { name: '👩‍👩‍👧‍👦 Family mug ❤️‍🔥', quantity: 1, price: '14.50' },
  ],
  orderTotal: '73.87',
};

/** Written from right to left, as its customer reads. */
export const arabic: OrderEventInput = {
  ...everything,
  orderId: 'AR-2024-1008',
  customerName: 'فاطمة الزهراء',
  orderItems: [
    { ...item('كوب خزفي أبيض', 2, '18.500', 'MUG-SPK-01', 'mug'), variant: '300 مل' },
    item('Olive wood board لوح خشب الزيتون (M)', 1, '42.000', 'BRD-OLV-M', 'board'),
  ],
  subtotal: '79.000',
  discount: '10.000',
  shipping: '6.900',
  tax: '8.470',
  orderTotal: '84.370',
  currency: 'KWD',
  locale: 'ar-KW',
  shippingAddress: {
    name: 'فاطمة الزهراء',
    line1: 'شارع الملك فيصل 12',
    city: 'مدينة الكويت',
    country: 'الكويت',
  },
  billingAddress: {
    name: 'فاطمة الزهراء',
    line1: 'شارع الملك فيصل 12',
    city: 'مدينة الكويت',
    country: 'الكويت',
  },
};

/** Wide characters, and a currency without decimals. */
export const japanese: OrderEventInput = {
  ...minimal,
  orderId: 'JP-2024-1008',
  customerName: '山田 太郎',
  orderItems: [
    item('職人手作りの急須と湯呑みセット（桐箱入り）', 1, '12800', 'KYU-01', 'teapot'),
    item('抹茶 30g 缶', 3, '1980', 'MAT-30', 'tea'),
  ],
  tax: '1703',
  orderTotal: '18740',
  currency: 'JPY',
  locale: 'ja-JP',
  shippingAddress: {
    name: '山田 太郎',
    line1: '千代田区丸の内1-1-1',
    city: '東京都',
    postalCode: '100-0005',
    country: '日本',
  },
};

/** The largest amounts and quantities there may be. */
export const hugeAmounts: OrderEventInput = {
  ...everything,
  orderItems: [
    { name: 'Gold bar, one ton', quantity: 1_000_000, price: '999999999999.9999' },
    { name: 'Dust, one grain', quantity: 1, price: '0.0001' },
  ],
  subtotal: '999999999999.9999',
  shipping: '999999999999.99',
  tax: '999999999999.99',
  discount: '999999999999.99',
  orderTotal: '999999999999.99',
};

const SCRIPT = '"><script>alert(1)</script><!--';
const SCRIPT_LINK = 'https://shop.example.com/"><script>alert(1)</script>';

/** Markup in every text and link. */
export const script: OrderEventInput = {
  orderId: 'ORDER"><script>alert(1)</script>',
  customerEmail: "o'brien+script@example.com",
  customerName: SCRIPT,
  orderItems: [
    {
      name: SCRIPT,
      quantity: 2,
      price: '29.99',
      sku: SCRIPT,
      variant: `${SCRIPT} </td></tr></table>`,
      imageUrl: `${SCRIPT_LINK}.png`,
      url: SCRIPT_LINK,
      category: '__proto__',
      kind: 'digital',
      downloadUrl: SCRIPT_LINK,
    },
  ],
  orderTotal: '54.98',
  orderTimestamp: '2024-10-08T12:00:00Z',
  discount: '5.00',
  discountCode: SCRIPT,
  shippingAddress: { name: SCRIPT, line1: SCRIPT, city: '{shop}', country: '{{7*7}}' },
  billingAddress: { name: "' onmouseover='alert(1)", line1: SCRIPT },
  delivery: { method: 'pickup', name: SCRIPT, pickup: { name: SCRIPT, hours: SCRIPT } },
  gift: { recipientName: SCRIPT, message: `${SCRIPT}\n</script><img src=x onerror=alert(1)>` },
  payment: { method: SCRIPT, last4: '4242' },
  orderUrl: SCRIPT_LINK,
};
