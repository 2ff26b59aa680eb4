import type { OrderEventInput } from '#contract/order-event.ts';

/** What an order of a shop system became: an event that the publisher takes, or why there is none. */
export type Translation = { readonly kind: 'event'; readonly event: OrderEventInput } | TranslationRefusal;

/** Why an order gives no event. Holds names of fields and what is allowed there, never a value. */
export interface TranslationRefusal {
  readonly kind: 'refused';
  /** Whose field it is: the shop system's payload or the event made of it. */
  readonly in: 'payload' | 'event';
  /** Such as `line_items[0].price` of the payload, or `orderItems[0].name` of the event. */
  readonly field: string;
  readonly allowed: string;
}

/** The payload cannot become an event because of this field. */
export function refusePayload(field: string, allowed: string): TranslationRefusal {
  return { kind: 'refused', in: 'payload', field, allowed };
}
