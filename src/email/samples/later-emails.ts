import type { OrderEventInput } from '#contract/order-event.ts';
import { complete, everything } from './plain-orders.ts';

/** All of it is on its way. */
export const shipped: OrderEventInput = {
  ...everything,
  emailType: 'ORDER_SHIPPED',
  shipment: {
    shipmentId: 'S-1',
    carrier: 'UPS',
    trackingNumber: '1Z999AA10123456784',
    trackingUrl: 'https://tracking.example.com/?number=1Z999AA10123456784&lang=en',
    estimatedDelivery: '2024-10-12',
    estimatedDeliveryUntil: '2024-10-14',
  },
};

/** The first of several parcels. */
export const partialShipment: OrderEventInput = {
  ...shipped,
  shipment: {
    ...shipped.shipment!,
    partial: true,
    items: [{ ...complete.orderItems[0]!, quantity: 1 }, complete.orderItems[2]!],
  },
};

/** Called off, with its amount given back. */
export const cancelled: OrderEventInput = {
  ...complete,
  emailType: 'ORDER_CANCELLED',
  cancellation: { reason: 'The serving board is sold out.', refundTotal: '118.37' },
};

/** All of the money goes back. */
export const refunded: OrderEventInput = {
  ...complete,
  emailType: 'ORDER_REFUNDED',
  refund: {
    refundId: 'R-1',
    amount: '118.37',
    partial: false,
    toMethod: { method: 'Visa', last4: '4242' },
  },
};

/** Some of it, for some of the items. */
export const partialRefund: OrderEventInput = {
  ...complete,
  emailType: 'ORDER_REFUNDED',
  refund: {
    refundId: 'R-2',
    amount: '18.50',
    partial: true,
    reason: 'One of the mugs arrived broken. We are sorry!',
    items: [{ ...complete.orderItems[0]!, quantity: 1 }],
    toMethod: { method: 'Visa', last4: '4242' },
  },
};
