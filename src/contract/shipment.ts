import * as z from 'zod/mini';
import { expectedDelivery } from './delivery.ts';
import { httpsUrl, partId, text } from './order-event-fields.ts';
import { partItems } from './order-item.ts';

/** One parcel, or several that are sent and announced together. */
export const shipment = z.object(
  {
    /** The shop's own id of it: each shipment of an order is announced once. */
    shipmentId: partId,
    /** Such as `DHL`. */
    carrier: z.optional(text(100)),
    trackingNumber: z.optional(text(100)),
    trackingUrl: z.optional(httpsUrl),
    /** What is in it; absent: the mail lists the order's items. */
    items: z.optional(partItems),
    /** True: other parts of the order come separately. */
    partial: z.optional(z.boolean('true or false')),
    ...expectedDelivery,
  },
  'an object with at least shipmentId',
);
