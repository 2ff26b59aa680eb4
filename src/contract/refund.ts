import * as z from 'zod/mini';
import { amount, partId, text } from './order-event-fields.ts';
import { partItems } from './order-item.ts';
import { payment } from './payment.ts';

/** Money given back. */
export const refund = z.object(
  {
    /** The shop's own id of it: each refund of an order is announced once. */
    refundId: partId,
    amount,
    /** True: a part of what was paid; false: all of it; absent: the mail says neither. */
    partial: z.optional(z.boolean('true or false')),
    /** Why, in words for the customer. */
    reason: z.optional(text(300)),
    /** What it is for. */
    items: z.optional(partItems),
    /** Where the money goes. */
    toMethod: z.optional(payment),
  },
  'an object with at least refundId and amount',
);

export type Refund = z.output<typeof refund>;
