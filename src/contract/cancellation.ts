import * as z from 'zod/mini';
import { amount, text } from './order-event-fields.ts';

/** What is known of a cancelled order beyond that it is. */
export const cancellation = z.object(
  {
    /** Why, in words for the customer. */
    reason: z.optional(text(300)),
    /** What the customer gets back. */
    refundTotal: z.optional(amount),
  },
  'an object with reason or refundTotal, or none of them',
);
