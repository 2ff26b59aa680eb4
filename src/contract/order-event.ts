import * as z from 'zod/mini';
import { CURRENCY_EXPONENTS, DEFAULT_CURRENCY } from './currencies.ts';
import {
  amount,
  carriesForeignSymbol,
  email,
  httpsUrl,
  locale,
  orderId,
  text,
} from './order-event-fields.ts';
import { EMAIL_TYPES } from './tracking-item.ts';

/** An order event is refused above this size. A hundred lines with every optional field take about 60 KB. */
export const MAX_EVENT_BYTES = 128 * 1024;

/** Lines of one order. */
export const MAX_ORDER_ITEMS = 200;

const orderItem = z.object(
  {
    name: text(500),
    quantity: z
      .int('a whole number from 1 to 1000000')
      .check(
        z.minimum(1, 'a whole number from 1 to 1000000'),
        z.maximum(1_000_000, 'a whole number from 1 to 1000000'),
      ),
    /** Of one unit, as the shop shows it. */
    price: amount,
    sku: z.optional(text(100)),
    imageUrl: z.optional(httpsUrl),
  },
  'an object with name, quantity and price',
);

const address = z.object(
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

const DATE = 'an ISO 8601 date such as 2024-10-12, or a date and time with its offset';
const DATE_TIME = 'an ISO 8601 date and time with Z or an offset, such as 2024-10-08T12:00:00Z';

/** The event a shop publishes for one email. Unknown fields are allowed; nothing is ever done with them. */
const orderEventSchema = z.object({
  orderId,
  customerEmail: email,
  customerName: text(200),
  orderItems: z
    .array(orderItem, `1 to ${MAX_ORDER_ITEMS} items`)
    .check(
      z.minLength(1, `1 to ${MAX_ORDER_ITEMS} items`),
      z.maxLength(MAX_ORDER_ITEMS, `1 to ${MAX_ORDER_ITEMS} items`),
    ),
  orderTotal: amount,
  orderTimestamp: z.iso.datetime({ offset: true, error: DATE_TIME }),
  emailType: z._default(z.enum(EMAIL_TYPES, `one of ${EMAIL_TYPES.join(', ')}`), 'ORDER_CONFIRMATION'),
  currency: z._default(
    z
      .string('an ISO 4217 code such as USD')
      .check(z.refine((code) => CURRENCY_EXPONENTS.has(code), 'an active ISO 4217 code such as USD')),
    DEFAULT_CURRENCY,
  ),
  locale: z.optional(locale),
  shipping: z.optional(amount),
  tax: z.optional(amount),
  discount: z.optional(amount),
  shippingAddress: z.optional(address),
  estimatedDelivery: z.optional(z.union([z.iso.date(), z.iso.datetime({ offset: true })], DATE)),
  orderUrl: z.optional(httpsUrl),
});

/** A checked order event. Amounts are plain decimal strings. */
export type OrderEvent = z.output<typeof orderEventSchema>;

/** What a shop may publish: amounts may also be JSON numbers or carry a leading currency symbol. */
export type OrderEventInput = z.input<typeof orderEventSchema>;

export type OrderItem = OrderEvent['orderItems'][number];
export type PostalAddress = NonNullable<OrderEvent['shippingAddress']>;

type RefusalReason = 'BODY_TOO_LARGE' | 'NOT_JSON' | 'NOT_AN_OBJECT' | 'MISSING_FIELD' | 'INVALID_FIELD';

/** Why an event was refused. Holds the field's name and what is allowed there, never the value found: that may be personal. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** Such as `orderItems[0].price`; absent where the whole body is at fault. */
  readonly field?: string;
  readonly allowed: string;
}

export type ParsedOrderEvent = { readonly kind: 'valid'; readonly event: OrderEvent } | Refusal;

/** Checks the body of one message. Never throws. */
export function parseOrderEvent(body: string): ParsedOrderEvent {
  if (new TextEncoder().encode(body).length > MAX_EVENT_BYTES) {
    return { kind: 'refused', reason: 'BODY_TOO_LARGE', allowed: `at most ${MAX_EVENT_BYTES} bytes` };
  }
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { kind: 'refused', reason: 'NOT_JSON', allowed: 'one JSON object' };
  }
  return checkOrderEvent(json);
}

/** Checks an event that is already an object, such as before it is published. Never throws. */
export function checkOrderEvent(json: unknown): ParsedOrderEvent {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { kind: 'refused', reason: 'NOT_AN_OBJECT', allowed: 'one JSON object' };
  }
  const present = withoutNulls(json);
  const result = z.safeParse(orderEventSchema, present);
  if (!result.success) return refusalOf(result.error.issues[0]!, present);
  if (!('currency' in present) && carriesForeignSymbol(present)) {
    return {
      kind: 'refused',
      reason: 'MISSING_FIELD',
      field: 'currency',
      allowed: `an ISO 4217 code: an amount has another symbol than $, and without this field amounts are in ${DEFAULT_CURRENCY}`,
    };
  }
  return { kind: 'valid', event: result.data };
}

/** Many serializers write an absent value as `null`: it counts as absent wherever the schema has fields. */
function withoutNulls(value: unknown): object {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? withoutNulls(item) : item));
  const fields = Object.entries(value as object).filter(([, field]) => field !== null);
  return Object.fromEntries(
    fields.map(([key, field]) => [key, NESTED.has(key) && isObject(field) ? withoutNulls(field) : field]),
  );
}

const NESTED: ReadonlySet<string> = new Set(['orderItems', 'shippingAddress'] satisfies (keyof OrderEvent)[]);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function refusalOf(issue: z.core.$ZodIssue, json: object): Refusal {
  const found = issue.path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );
  return {
    kind: 'refused',
    reason: found === undefined ? 'MISSING_FIELD' : 'INVALID_FIELD',
    field: fieldName(issue.path),
    allowed: issue.message,
  };
}

/** Only our own field names and indexes can stand in a path: unknown fields are never checked. */
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
