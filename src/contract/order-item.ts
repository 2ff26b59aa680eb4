import * as z from 'zod/mini';
import { amount, httpsUrl, text } from './order-event-fields.ts';

/** Lines of one list of items. */
export const MAX_ORDER_ITEMS = 200;

const QUANTITY = 'a whole number from 1 to 1000000';
const LIST = `1 to ${MAX_ORDER_ITEMS} items`;

const counted = {
  name: text(500),
  quantity: z.int(QUANTITY).check(z.minimum(1, QUANTITY), z.maximum(1_000_000, QUANTITY)),
};

const described = {
  sku: z.optional(text(100)),
  /** Which of several, such as `Size M, blue`. */
  variant: z.optional(text(200)),
  /** A picture of at least 128 pixels' width; shown 64 wide. */
  imageUrl: z.optional(httpsUrl),
  /** The item's page in the shop. */
  url: z.optional(httpsUrl),
};

const orderItem = z.object(
  {
    // A checked event has its fields in this order. It is kept and hashed as JSON: a field's place is not to change.
    ...counted,
    /** Of one unit, as the shop shows it. */
    price: amount,
    ...described,
    /** Names the brand file's note that is shown once with the order, such as `perishable`. */
    category: z.optional(text(64)),
    /** Default: physical. */
    kind: z.optional(z.enum(['physical', 'digital'], 'physical or digital')),
    /** Where the customer gets what is delivered digitally. */
    downloadUrl: z.optional(httpsUrl),
  },
  'an object with name, quantity and price',
);

const partItem = z.object(
  {
    ...counted,
    /** Of one unit. */
    price: z.optional(amount),
    ...described,
  },
  'an object with name and quantity',
);

const list = <Item extends z.core.$ZodType>(item: Item) =>
  z.array(item, LIST).check(z.minLength(1, LIST), z.maxLength(MAX_ORDER_ITEMS, LIST));

/** The lines of the order. */
export const orderItems = list(orderItem);

/** The lines of a part of the order, such as a shipment: they may go without prices. */
export const partItems = list(partItem);

export type OrderItem = z.output<typeof orderItem>;

/** A line of a shipment or a refund. */
export type PartItem = z.output<typeof partItem>;
