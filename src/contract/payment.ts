import * as z from 'zod/mini';
import { text } from './order-event-fields.ts';

const LAST4 = 'the last 4 digits, and no more of the number';

/** How the order was paid. Nothing else of a payment has a field, so nothing else is ever shown or kept. */
export const payment = z.object(
  {
    /** Such as `Visa`. */
    method: text(50),
    last4: z.optional(z.string(LAST4).check(z.regex(/^\d{4}$/, LAST4))),
  },
  'an object with at least method',
);

export type Payment = z.output<typeof payment>;
