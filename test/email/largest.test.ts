import { expect, test } from 'vitest';
import type { Brand } from '#contract/brand.ts';
import { checkBrands } from '#contract/check-brands.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { checked, rendered } from './orders.ts';

/** A quote takes five bytes once it is escaped: more than any other character. */
const most = (length: number) => '"'.repeat(length);
const link = `https://example.com/?${'&'.repeat(1979)}`;
const address = {
  ...{ name: most(200), company: most(200), line1: most(200), line2: most(200), city: most(200) },
  ...{ region: most(200), postalCode: most(32), country: most(100) },
};
const item = {
  ...{ name: most(500), quantity: 1_000_000, price: '999999999999.9999', sku: most(100) },
  ...{ variant: most(200), kind: 'digital', category: 'c' },
};
const categories = Array.from({ length: 12 }, (_, index) => `c${index}`);
const expected = { estimatedDelivery: '2024-10-12', estimatedDeliveryUntil: '2025-10-12' };
const payment = { method: most(50), last4: '4242' };

/** More than the body of a message may have, so that a limit raised one day does not break mails. */
const order = {
  orderId: most(128),
  customerEmail: `a${"'".repeat(58)}b@example.com`,
  customerName: most(200),
  orderItems: Array.from({ length: 200 }, (_, index) => ({ ...item, category: categories[index % 12] })),
  orderTotal: '999999999999.9999',
  orderTimestamp: '2024-10-08T12:00:00Z',
  currency: 'USD',
  ...{ subtotal: '999999999999.9999', shipping: '999999999999.9999', tax: '999999999999.9999' },
  ...{ discount: '999999999999.9999', discountCode: most(64) },
  shippingAddress: address,
  billingAddress: { ...address, line1: `${most(199)}x` },
  delivery: {
    ...{ method: 'pickup', name: most(100) },
    pickup: { name: most(200), address, hours: most(200) },
  },
  gift: { recipientName: most(200), message: `${'"\n'.repeat(249)}"` },
  payment,
  orderUrl: link,
  ...expected,
  shipment: {
    ...{ shipmentId: 'S', carrier: most(100), trackingNumber: most(100), trackingUrl: link },
    ...expected,
  },
  cancellation: { reason: most(300), refundTotal: '999999999999.9999' },
  refund: {
    ...{ refundId: 'R', amount: '999999999999.9999', partial: true, reason: most(300), toMethod: payment },
    items: Array.from({ length: 200 }, () => item),
  },
};

const brand: Brand = {
  name: most(64),
  logoUrl: `https://example.com/?${'&'.repeat(479)}`,
  logoAlt: most(100),
  supportEmail: `a${"'".repeat(58)}b@example.com`,
  supportUrl: `https://example.com/?${'&'.repeat(479)}`,
  postalAddress: Array.from({ length: 6 }, () => most(100)),
  links: Array.from({ length: 6 }, () => ({
    label: most(60),
    url: `https://example.com/?${'&'.repeat(479)}`,
  })),
  notes: Object.fromEntries(categories.map((category) => [category, most(300)])),
};

test('the brand is one that the contract takes', () => {
  expect(checkBrands({ default: 'a', brands: { a: brand } })).toMatchObject({ kind: 'valid' });
});

test.each(EMAIL_TYPES)('the longest of everything fits into one mail of type %s', (emailType) => {
  const { html, text } = rendered(checked({ ...order, emailType }), brand);
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(102_000);
  expect(text).toContain(most(300));
});
