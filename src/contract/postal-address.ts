import * as z from 'zod/mini';
import { text } from './order-event-fields.ts';

/** A postal address in its parts; each country's order of them is the mail's concern. */
export const postalAddress = z.object(
  {
    name: z.optional(text(200)),
    company: z.optional(text(200)),
    line1: text(200),
    line2: z.optional(text(200)),
    city: z.optional(text(200)),
    region: z.optional(text(200)),
    postalCode: z.optional(text(32)),
    country: z.optional(text(100)),
  },
  'an object with at least line1',
);

export type PostalAddress = z.output<typeof postalAddress>;
