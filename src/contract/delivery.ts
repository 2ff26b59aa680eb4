import * as z from 'zod/mini';
import { day, text } from './order-event-fields.ts';
import { postalAddress } from './postal-address.ts';

/** How the order reaches the customer. */
export const delivery = z.object(
  {
    method: z.enum(['ship', 'pickup', 'digital'], 'ship, pickup or digital'),
    /** What the shop calls it, such as `Express`. */
    name: z.optional(text(100)),
    /** Where a pick-up order waits. */
    pickup: z.optional(
      z.object(
        {
          /** Such as `Market Street shop`. */
          name: text(200),
          address: z.optional(postalAddress),
          /** When it is open, such as `Mon–Sat 9–18`. */
          hours: z.optional(text(200)),
        },
        'an object with at least name',
      ),
    ),
  },
  'an object with at least method',
);

/** When the order or a shipment is expected. With both, a range. */
export const expectedDelivery = {
  estimatedDelivery: z.optional(day),
  /** The last day of the range; not before `estimatedDelivery`. */
  estimatedDeliveryUntil: z.optional(day),
};

/** Days of {@link expectedDelivery}, wherever they stand. */
export type ExpectedDelivery = Readonly<
  Partial<Record<keyof typeof expectedDelivery, z.output<typeof day> | undefined>>
>;
