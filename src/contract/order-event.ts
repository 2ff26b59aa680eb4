import * as z from 'zod/mini';
import { cancellation } from './cancellation.ts';
import { CURRENCY_EXPONENTS, DEFAULT_CURRENCY } from './currencies.ts';
import { delivery, expectedDelivery } from './delivery.ts';
import { gift } from './gift.ts';
import { amount, brandKey, email, httpsUrl, locale, orderId, text } from './order-event-fields.ts';
import { orderItems } from './order-item.ts';
import { payment } from './payment.ts';
import { postalAddress } from './postal-address.ts';
import { refund } from './refund.ts';
import { shipment } from './shipment.ts';
import { EMAIL_TYPES, type EmailType } from './tracking-item.ts';

const DATE_TIME = 'an ISO 8601 date and time with Z or an offset, such as 2024-10-08T12:00:00Z';

/** The event a shop publishes for one email. Unknown fields are allowed; nothing is ever done with them. */
export const orderEventSchema = z.object({
  orderId,
  customerEmail: email,
  customerName: text(200),
  orderItems,
  orderTotal: amount,
  orderTimestamp: z.iso.datetime({ offset: true, error: DATE_TIME }),
  emailType: z._default(z.enum(EMAIL_TYPES, `one of ${EMAIL_TYPES.join(', ')}`), 'ORDER_CONFIRMATION'),
  currency: z._default(
    z
      .string('an ISO 4217 code such as USD')
      .check(z.refine((code) => CURRENCY_EXPONENTS.has(code), 'an active ISO 4217 code such as USD')),
    DEFAULT_CURRENCY,
  ),
  locale: z.optional(locale),
  /** Which of the deployment's brands sends the mail; default: the brand file's own default. */
  brand: z.optional(brandKey),
  /** The sum of the lines, as the shop shows it. */
  subtotal: z.optional(amount),
  shipping: z.optional(amount),
  tax: z.optional(amount),
  discount: z.optional(amount),
  /** What the customer entered for the discount. */
  discountCode: z.optional(text(64)),
  shippingAddress: z.optional(postalAddress),
  billingAddress: z.optional(postalAddress),
  delivery: z.optional(delivery),
  ...expectedDelivery,
  gift: z.optional(gift),
  payment: z.optional(payment),
  /** The order's page in the shop. */
  orderUrl: z.optional(httpsUrl),
  /** Required for ORDER_SHIPPED. */
  shipment: z.optional(shipment),
  cancellation: z.optional(cancellation),
  /** Required for ORDER_REFUNDED. */
  refund: z.optional(refund),
});

/** A checked order event. Amounts are plain decimal strings. */
export type OrderEvent = z.output<typeof orderEventSchema>;

/** What a shop may publish: amounts may also be JSON numbers or carry a leading currency symbol. */
export type OrderEventInput = z.input<typeof orderEventSchema>;

/** The part of the event that an email of the type is about, without which there is nothing to say. */
export const REQUIRED_PART = {
  ORDER_SHIPPED: 'shipment',
  ORDER_REFUNDED: 'refund',
} as const satisfies Partial<Record<EmailType, keyof OrderEvent>>;

/** Tells several emails of one order and type apart: the shipment's or refund's own id. */
export function partIdOf({ emailType, shipment, refund }: OrderEvent): string | undefined {
  if (emailType === 'ORDER_SHIPPED') return shipment?.shipmentId;
  return emailType === 'ORDER_REFUNDED' ? refund?.refundId : undefined;
}
