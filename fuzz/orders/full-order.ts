import type { OrderEventInput } from '#contract/order-event.ts';
import type { EmailType } from '#contract/tracking-item.ts';
import { MARK } from '../hostile-text.ts';

const address = {
  name: `Name ${MARK}`,
  company: `Company ${MARK}`,
  line1: `${MARK} Street 1`,
  line2: `Flat ${MARK}`,
  city: `City ${MARK}`,
  region: `Region ${MARK}`,
  postalCode: `10115${MARK}`,
  country: `Country ${MARK}`,
};

const described = {
  sku: `SKU-${MARK}`,
  variant: `Size ${MARK}`,
  imageUrl: `https://shop.example.com/${MARK}.png`,
  url: `https://shop.example.com/${MARK}`,
};

/** An order of the type with every field that there is, each personal one with the mark in it. */
export function fullOrder(emailType: EmailType, orderId: string): OrderEventInput {
  return {
    orderId,
    customerEmail: `${MARK}@example.com`,
    customerName: `John ${MARK} Doe`,
    orderItems: [
      {
        name: `Book ${MARK}`,
        quantity: 2,
        price: '29.99',
        ...described,
        category: 'perishable',
        kind: 'digital',
        downloadUrl: `https://shop.example.com/download/${MARK}`,
      },
      { name: `Lamp ${MARK}`, quantity: 1, price: '5' },
    ],
    orderTotal: '64.98',
    orderTimestamp: '2024-10-08T12:00:00Z',
    emailType,
    currency: 'EUR',
    locale: 'de-DE',
    brand: 'default',
    subtotal: '64.98',
    shipping: '4.99',
    tax: '10.37',
    discount: '4.99',
    discountCode: `CODE${MARK}`,
    shippingAddress: address,
    billingAddress: address,
    delivery: {
      method: 'pickup',
      name: `Express ${MARK}`,
      pickup: { name: `Shop ${MARK}`, address, hours: `Mon ${MARK}` },
    },
    estimatedDelivery: '2024-10-12',
    estimatedDeliveryUntil: '2024-10-14',
    gift: { message: `Happy\nbirthday ${MARK}`, recipientName: `Jane ${MARK}`, hidePrices: false },
    payment: { method: `Visa ${MARK}`, last4: '4242' },
    orderUrl: `https://shop.example.com/orders/${MARK}`,
    shipment: {
      shipmentId: 'S-1',
      carrier: `Carrier ${MARK}`,
      trackingNumber: `TRACK${MARK}`,
      trackingUrl: `https://carrier.example.com/${MARK}`,
      items: [{ name: `Book ${MARK}`, quantity: 1, price: '29.99', ...described }],
      partial: true,
      estimatedDelivery: '2024-10-12',
      estimatedDeliveryUntil: '2024-10-14',
    },
    cancellation: { reason: `Sold out ${MARK}`, refundTotal: '64.98' },
    refund: {
      refundId: 'R-1',
      amount: '29.99',
      partial: true,
      reason: `Broken ${MARK}`,
      items: [{ name: `Book ${MARK}`, quantity: 1, price: '29.99', ...described }],
      toMethod: { method: `Visa ${MARK}`, last4: '4242' },
    },
  };
}
