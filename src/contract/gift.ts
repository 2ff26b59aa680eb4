import * as z from 'zod/mini';
import { linesOfText, text } from './order-event-fields.ts';

/** Marks the order as a gift. */
export const gift = z.object(
  {
    /** What the giver writes; may have several lines. */
    message: z.optional(linesOfText(500)),
    recipientName: z.optional(text(200)),
    /** Default: false. True: no amount stands anywhere in the mail. */
    hidePrices: z.optional(z.boolean('true or false')),
  },
  'an object with message, recipientName or hidePrices, or none of them',
);
