import * as z from 'zod/mini';
import { checkOrderEvent } from '#contract/check-order-event.ts';
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

/**
 * Reads a payload by the schema of its shop system, builds the event and checks it as the publisher will. Never throws for what
 * is in the payload. What the schema does not name, such as phone numbers, notes and tokens, is not even read.
 */
export function translate<Schema extends z.core.$ZodType>(
  schema: Schema,
  payload: unknown,
  build: (read: z.output<Schema>) => OrderEventInput | TranslationRefusal,
): Translation {
  const read = z.safeParse(schema, asJson(payload));
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    return refusePayload(fieldName(path), message);
  }
  const built = build(read.data);
  if ('kind' in built) return built;
  const event = asJson(built) as OrderEventInput;
  const checked = checkOrderEvent(event);
  if (checked.kind === 'valid') return { kind: 'event', event };
  const { field = 'the event', allowed } = checked;
  return { kind: 'refused', in: 'event', field, allowed };
}

/** Dates and decimals become what JSON makes of them, and absent fields go. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return null;
  }
}

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return name.replace(/^\./, '') || 'the payload';
}
