import type { OrderEventInput } from '#contract/order-event.ts';
import type { EmailType } from '#contract/tracking-item.ts';
import type { JsonSchema } from '../../schema/json-schema.ts';
import { orderEventJsonSchema } from '../../schema/order-event-schema.ts';
import type { Canaries } from './canaries.ts';

/**
 * Fields that say nothing of a person, with what stands there instead of a planted value. Every other text of the contract is
 * planted, so a new field is taken for personal until somebody writes it down here.
 */
const NOT_PERSONAL: Readonly<Record<string, unknown>> = {
  // The shop's own ids: part of the email's id, which logs and tags carry on purpose.
  orderId: 'PLANTED-1',
  'shipment.shipmentId': 'S-1',
  'refund.refundId': 'R-1',
  emailType: 'ORDER_CONFIRMATION',
  brand: 'default',
  // Words of a fixed list.
  currency: 'USD',
  locale: 'de-DE',
  'orderItems[].kind': 'digital',
  'delivery.method': 'ship',
  // Names a note of the brand file. Compared, and never shown.
  'orderItems[].category': 'perishable',
  // Times and numbers: too short to be told from others, and of no use without whose they are.
  orderTimestamp: '2024-10-08T12:00:00Z',
  estimatedDelivery: '2024-10-12',
  estimatedDeliveryUntil: '2024-10-14',
  'shipment.estimatedDelivery': '2024-10-12',
  'shipment.estimatedDeliveryUntil': '2024-10-14',
  'payment.last4': '4242',
  'refund.toMethod.last4': '4242',
};

const AMOUNT = '7.31';

/** An order event in which every field of the contract that can say something of a person holds a value of its own. */
export function plantedOrder(canaries: Canaries, overrides: Overrides): OrderEventInput {
  const schema = orderEventJsonSchema();
  const value = (at: JsonSchema, path: string): unknown => {
    const found = at.$ref === undefined ? at : definition(schema, at.$ref);
    if (path in NOT_PERSONAL) return NOT_PERSONAL[path];
    if (found.properties) return objectOf(found.properties, path, value);
    if (found.items) return [value(found.items, `${path}[]`)];
    if (at.$ref?.endsWith('/amount')) return AMOUNT;
    return leaf(found, path, canaries);
  };
  const event = objectOf(schema.properties!, '', value);
  // Nothing is done with fields that nobody knows: nothing must come of them either.
  return {
    ...event,
    note: canaries.text('note'),
    customer: { phone: canaries.text('phone') },
    [canaries.word('fieldName')]: true,
    ...overrides,
  } as unknown as OrderEventInput;
}

interface Overrides {
  readonly orderId: string;
  readonly customerEmail: string;
  readonly emailType?: EmailType;
  readonly [field: string]: unknown;
}

function objectOf(
  properties: Readonly<Record<string, JsonSchema>>,
  path: string,
  value: (at: JsonSchema, path: string) => unknown,
): Record<string, unknown> {
  const fields = Object.entries(properties).map(([name, property]) => {
    const below = path === '' ? name : `${path}.${name}`;
    return [name, value(property, below)];
  });
  return Object.fromEntries(fields);
}

function leaf({ type, format, maxLength = 0 }: JsonSchema, path: string, canaries: Canaries): unknown {
  if (type === 'boolean') return path !== 'gift.hidePrices';
  if (type === 'integer' || type === 'number') return 3;
  if (type !== 'string')
    throw new Error(`${path}: the planted order knows no value of this kind. Teach it one.`);
  if (format === 'idn-email') return canaries.address(path);
  if (format === 'iri') return canaries.url(path);
  return Number(maxLength) < 64 ? canaries.word(path).slice(0, Number(maxLength)) : canaries.text(path);
}

function definition({ $defs = {} }: JsonSchema, ref: string): JsonSchema {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  const found = $defs[name];
  if (!found) throw new Error(`The schema has no definition ${name}.`);
  return found;
}
