import * as z from 'zod/mini';
import { DEFAULT_CURRENCY } from './currencies.ts';
import type { ExpectedDelivery } from './delivery.ts';
import { type OrderEvent, orderEventSchema, REQUIRED_PART } from './order-event.ts';
import { hasForeignSymbol } from './order-event-fields.ts';
import type { Refusal } from './refusal.ts';

export type { Refusal } from './refusal.ts';

/** An order event is refused above this size. A hundred lines with every optional field take about 60 KB. */
export const MAX_EVENT_BYTES = 128 * 1024;

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
  const present = withoutNulls(json, SCHEMA_DEPTH) as object;
  const result = z.safeParse(orderEventSchema, present);
  if (!result.success) return refusalOf(result.error.issues[0]!, present);
  const event = result.data;
  return (
    missingPart(event) ??
    missingCurrency(present) ??
    reversedRange(event, '') ??
    reversedRange(event.shipment, 'shipment.') ?? { kind: 'valid', event }
  );
}

function missingPart(event: OrderEvent): Refusal | undefined {
  const part = (REQUIRED_PART as Partial<Record<string, 'shipment' | 'refund'>>)[event.emailType];
  if (part === undefined || event[part] !== undefined) return undefined;
  return {
    kind: 'refused',
    reason: 'MISSING_FIELD',
    field: part,
    allowed: `an object with at least ${part}Id: an email of type ${event.emailType} is about it`,
  };
}

function missingCurrency(published: object): Refusal | undefined {
  if ('currency' in published || !amountsIn(published).some(hasForeignSymbol)) return undefined;
  return {
    kind: 'refused',
    reason: 'MISSING_FIELD',
    field: 'currency',
    allowed: `an ISO 4217 code: an amount has another symbol than $, and without this field amounts are in ${DEFAULT_CURRENCY}`,
  };
}

type Published = { readonly [field: string]: unknown };

/** Every amount, as published. */
function amountsIn(event: object): unknown[] {
  const { orderTotal, subtotal, shipping, tax, discount, orderItems, shipment, refund, cancellation } =
    event as { [field: string]: (Published & { items?: Published[] }) & Published[] };
  const items = [...(orderItems ?? []), ...(shipment?.items ?? []), ...(refund?.items ?? [])];
  return [
    ...[orderTotal, subtotal, shipping, tax, discount, refund?.amount, cancellation?.refundTotal],
    ...items.map(({ price }) => price),
  ];
}

function reversedRange(expected: ExpectedDelivery | undefined, path: string): Refusal | undefined {
  const { estimatedDelivery: from, estimatedDeliveryUntil: until } = expected ?? {};
  // The days as they will be shown.
  if (!from || !until || from.slice(0, 10) <= until.slice(0, 10)) return undefined;
  return {
    kind: 'refused',
    reason: 'INVALID_FIELD',
    field: `${path}estimatedDeliveryUntil`,
    allowed: `a day not before ${path}estimatedDelivery`,
  };
}

/** Such as `delivery.pickup.address.line2`, or `shipment.items[0].sku`. */
const SCHEMA_DEPTH = 4;

/** Many serializers write an absent value as `null`: it counts as absent wherever the schema has fields. */
function withoutNulls(value: unknown, depth: number): unknown {
  if (depth === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, depth - 1));
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([key, field]) => [key, withoutNulls(field, depth - 1)]));
}

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
