import { describe, expect, test } from 'vitest';
import type { OrderEventInput } from '#contract/order-event.ts';
import { SAMPLES } from '#email/samples.ts';
import { attributes, structuredData, visibleText } from './markup.ts';
import { checked, orderWith, rendered } from './orders.ts';

const brand = { name: 'Example Shop', supportEmail: 'help@example.com' };

const render = (sample: OrderEventInput, fields: Partial<OrderEventInput> = {}) => {
  const email = rendered(checked({ ...sample, ...fields }), brand);
  return { ...email, shown: visibleText(email.html), data: JSON.parse(structuredData(email.html)[0]!) };
};

const valueAfter = (label: string, shown: readonly string[]) => shown[shown.indexOf(label) + 1];

describe('shipped', () => {
  const email = render(SAMPLES.shipped);

  test('says what is where, and how to follow it', () => {
    expect(email.subject).toBe('Your Example Shop order ORDER123457 is on its way');
    expect(valueAfter('Carrier', email.shown)).toBe('UPS');
    expect(valueAfter('Tracking number', email.shown)).toBe('1Z999AA10123456784');
    expect(valueAfter('Estimated delivery', email.shown)).toBe('October 12\u2009–\u200914, 2024');
    expect(attributes(email.html, 'href').slice(0, 2)).toEqual([
      'https://tracking.example.com/?number=1Z999AA10123456784&lang=en',
      'https://shop.example.com/orders/ORDER123457',
    ]);
    expect(email.text).toContain(
      'Track your shipment\nhttps://tracking.example.com/?number=1Z999AA10123456784&lang=en\n',
    );
  });

  test('lists what was sent, not for how much, and whom it goes to, not who pays', () => {
    expect(email.shown).toContain('Washed linen napkins, set of four');
    expect(email.shown).not.toContain('Billing address');
    expect(email.html + email.text).not.toContain('$');
  });

  test('a part of the order says that it is one, and lists its own items alone', () => {
    const { subject, shown, text } = render(SAMPLES.partialShipment);
    expect(subject).toBe('Part of your Example Shop order ORDER123457 is on its way');
    expect(shown).toContain('In this shipment');
    expect(shown).not.toContain('Washed linen napkins, set of four');
    expect(text).toContain('part of your order');
  });

  test('of a part without items nobody claims to know what is in it', () => {
    const { shown } = render(SAMPLES.shipped, { shipment: { shipmentId: 'S-1', partial: true } });
    expect(shown).not.toContain('Order summary');
    expect(shown.join('\n')).not.toMatch(/mug|napkins|Carrier|Tracking|Track your/);
  });

  test('tells machines of a parcel that is part of the order', () => {
    expect(email.data).toMatchObject({
      '@type': 'ParcelDelivery',
      carrier: { name: 'UPS' },
      trackingNumber: '1Z999AA10123456784',
      expectedArrivalFrom: '2024-10-12',
      expectedArrivalUntil: '2024-10-14',
      deliveryAddress: { '@type': 'PostalAddress', addressLocality: 'Springfield' },
      partOfOrder: { orderNumber: 'ORDER123457', orderStatus: 'https://schema.org/OrderInTransit' },
    });
    expect(email.data.itemShipped).toHaveLength(3);
  });
});

describe('cancelled', () => {
  test('says why, and what comes back', () => {
    const { subject, shown, data, text } = render(SAMPLES.cancelled);
    expect(subject).toBe('Your Example Shop order ORDER123457 has been cancelled');
    expect(valueAfter('Reason', shown)).toBe('The serving board is sold out.');
    expect(valueAfter('Refund', shown)).toBe('$118.37');
    expect(text).toContain('Reason: The serving board is sold out.');
    expect(data.orderStatus).toBe('https://schema.org/OrderCancelled');
  });

  test('says no more where no more is known', () => {
    const { cancellation: _, ...bare } = SAMPLES.cancelled;
    const { shown } = render(bare);
    expect(shown).not.toContain('Reason');
    expect(shown).not.toContain('Refund');
  });
});

describe('refunded', () => {
  test('says how much of it, why, and where the money goes', () => {
    const { subject, shown, text, data } = render(SAMPLES.partialRefund);
    expect(subject).toBe('Partial refund for your Example Shop order ORDER123457');
    expect(valueAfter('Refund amount', shown)).toBe('$18.50');
    expect(valueAfter('Refunded to', shown)).toBe('Visa ending in 4242');
    expect(text).toContain('We have issued a partial refund of $18.50 for your order.');
    expect(shown).not.toContain('$118.37');
    expect(data).not.toHaveProperty('orderStatus');
  });

  test('all of it, or who knows how much of it, is not called a part', () => {
    expect(render(SAMPLES.refunded).text).toContain('We have refunded your order in full: $118.37.');
    const refund = { refundId: 'R-3', amount: '5' };
    const { text, subject } = render(SAMPLES.refunded, { refund });
    expect(text).toContain('We have issued a refund of $5.00 for your order.');
    expect(text + subject).not.toMatch(/partial|full/i);
    expect(text).not.toMatch(/Refunded to|Reason/);
  });
});

describe('a confirmation', () => {
  test('has every field in its place', () => {
    const { shown, text, data } = render(SAMPLES.everything);
    expect(shown.slice(shown.indexOf('Order number'), shown.indexOf('View your order'))).toEqual([
      ...['Order number', 'ORDER123457', 'Order date', 'October 8, 2024', 'Delivery', 'Express'],
      ...['Estimated delivery', 'October 13\u2009–\u200915, 2024', 'Payment', 'Visa ending in 4242'],
    ]);
    expect(valueAfter('Discount (WELCOME10)', shown)).toBe('-$10.00');
    expect(shown).toContain('Doe & Daughters Ltd.');
    expect(text).toContain('  Speckled white, 300 ml\n  SKU MUG-SPK-01\n');
    expect(data).toMatchObject({
      '@type': 'Order',
      orderStatus: 'https://schema.org/OrderProcessing',
      price: '118.37',
      priceCurrency: 'USD',
      discountCode: 'WELCOME10',
      paymentMethodId: '4242',
      acceptedOffer: [{ price: '18.50', eligibleQuantity: { value: 2 } }, {}, {}],
    });
  });

  test('a subtotal that the event has is shown as given, right or wrong', () => {
    expect(valueAfter('Subtotal', render(SAMPLES.complete, { subtotal: '99.00' }).shown)).toBe('$99.00');
  });

  test('only the last day of a delivery is known', () => {
    const { shown } = render(SAMPLES.minimal, { estimatedDeliveryUntil: '2024-10-15' });
    expect(valueAfter('Estimated delivery', shown)).toBe('By October 15, 2024');
  });

  test('billed to where it is shipped says so once', () => {
    const { shown } = render(SAMPLES.complete, { billingAddress: SAMPLES.complete.shippingAddress });
    expect(shown.filter((line) => line === '742 Evergreen Terrace')).toHaveLength(1);
    expect(valueAfter('Billing address', shown)).toBe('Same as shipping address');
  });

  test('is picked up where and when', () => {
    const { shown, text } = render(SAMPLES.pickup);
    expect(valueAfter('Delivery', shown)).toBe('Pickup');
    expect(valueAfter('Expected for pickup', shown)).toBe('October 9, 2024');
    expect(shown.slice(shown.indexOf('Pickup location')).slice(0, 5)).toEqual([
      ...['Pickup location', 'Market Street shop', '12 Market Street', 'Springfield, IL 62704'],
      'Opening hours: Mon–Sat 9–18',
    ]);
    expect(text).toContain('Opening hours: Mon–Sat 9–18');
    expect(shown).not.toContain('Shipping address');
  });

  test('is downloaded from each item', () => {
    const { html, shown, text } = render(SAMPLES.digital);
    expect(valueAfter('Delivery', shown)).toBe('Digital delivery');
    expect(shown.filter((line) => line === 'Digital item')).toHaveLength(2);
    expect(attributes(html, 'href')).toContain('https://shop.example.com/downloads/a1b2c3?file=epub');
    expect(attributes(html, 'aria-label')).toContain('Download The Potter’s Handbook, e-book');
    expect(text).toContain('Download: https://shop.example.com/downloads/d4e5f6');
  });

  test('is a gift with its message, line by line', () => {
    const { shown, text } = render(SAMPLES.gift);
    expect(shown.slice(shown.indexOf('This order is a gift')).slice(0, 5)).toEqual([
      ...['This order is a gift', 'For Ada', 'Gift message', 'Happy birthday!', 'With love from all of us'],
    ]);
    expect(text).toContain('Gift message:\n  Happy birthday!\n  With love from all of us\n');
    expect(shown.join('\n')).toContain('$118.37');
  });

  test('a gift without prices says so, in place of them', () => {
    const { shown, html, text } = render(SAMPLES.giftWithoutPrices);
    expect(shown).toContain('Prices are not shown in this email.');
    expect(html + text).not.toContain('$');
    expect(shown).not.toContain('Total');
  });
});

test('nothing of a payment but its method and four digits has a way into a mail', () => {
  const payment = { method: 'Visa', last4: '4242', number: '4111111111111111', cvc: '987' };
  const { html, text } = rendered(orderWith({ payment } as Partial<OrderEventInput>), brand);
  expect(html + text).not.toMatch(/4111|987/);
});
