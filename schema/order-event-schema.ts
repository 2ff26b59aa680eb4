import * as z from 'zod/mini';
import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';
import { orderEventSchema, REQUIRED_PART } from '#contract/order-event.ts';
import { amount, email, httpsUrl, locale } from '#contract/order-event-fields.ts';
import { orderItems, partItems } from '#contract/order-item.ts';
import { payment } from '#contract/payment.ts';
import { postalAddress } from '#contract/postal-address.ts';
import { FIELD_NOTES, type FieldNote } from './field-notes.ts';

/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string | string[];
  $ref?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  required?: string[];
  $defs?: Record<string, JsonSchema>;
}

/** A name, as the schema lives in the package and not on the web. */
const ID = 'urn:ordermail:order-event';

/** Control characters, and the separators that scripts take for line breaks. */
const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';
const CONTROL_IN_LINES = '\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u2028\\u2029';

/** Written out, as not every regular expression engine knows Unicode's category Sc. */
const CURRENCY_SYMBOL =
  '[$\\u00a2-\\u00a5\\u058f\\u060b\\u07fe\\u07ff\\u09f2\\u09f3\\u09fb\\u0af1\\u0bf9\\u0e3f\\u17db\\u20a0-\\u20c1\\ua838\\ufdfc\\ufe69\\uff04\\uffe0\\uffe1\\uffe5\\uffe6]';
const LABEL = '[A-Za-z0-9\\u00a1-\\uffff][A-Za-z0-9\\u00a1-\\uffff-]*';

/** What the contract checks by code, said in patterns as far as patterns can. */
const BY_CODE = {
  line: { pattern: `^[^${CONTROL}]*[^\\s${CONTROL}][^${CONTROL}]*$` },
  lines: { pattern: `^[^${CONTROL_IN_LINES}]*[^\\s${CONTROL}][^${CONTROL_IN_LINES}]*$` },
  email: {
    format: 'idn-email',
    pattern: `^(?!\\.)(?!.*\\.\\.)(?=[^@]{1,64}@)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@(?:${LABEL}\\.)+[A-Za-z]{2,}$`,
  },
  httpsUrl: { format: 'iri', pattern: `^https://[^\\s@/?#\\\\]+(?:[/?#][^${CONTROL}]*)?$` },
  locale: { pattern: '^(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:[-_][A-Za-z0-9]{1,8})*$' },
  currency: { enum: [...CURRENCY_EXPONENTS.keys()].sort() },
  amount: {
    description:
      'Exact, as text: at most 12 digits before and 4 after the point, not negative. A number, or a currency symbol in front, means the same.',
    pattern: `^${CURRENCY_SYMBOL}? ?[0-9]{1,12}(?:\\.[0-9]{1,4})?$`,
    minimum: 0,
    maximum: 999999999999.9999,
  },
} as const;

/**
 * The JSON Schema (draft 2020-12) of what a shop may publish, generated from the contract.
 *
 * It says as much as a schema can. Left to the contract: that a text is well-formed Unicode, that a link and a language tag can be
 * parsed, that a number has at most four decimals, that a range of days does not end before it begins, that a symbol other than $
 * comes with its currency, and the size of the whole event.
 */
export function orderEventJsonSchema(): JsonSchema {
  const shared = {
    amount: inputSchema(amount),
    httpsUrl: inputSchema(httpsUrl),
    postalAddress: inputSchema(postalAddress),
    paymentMethod: inputSchema(payment),
    orderItem: inputSchema(orderItems).items!,
    partItem: inputSchema(partItems).items!,
  };
  const names = new Map(Object.entries(shared).map(([name, schema]) => [JSON.stringify(schema), name]));
  const unread = new Set(Object.keys(FIELD_NOTES));
  const fields = withFieldsNoted(inputSchema(orderEventSchema), '', { names, unread });
  const $defs = Object.fromEntries(
    Object.entries(shared).map(([name, schema]) => [name, withFieldsNoted(schema, name, { names, unread })]),
  );
  if (unread.size > 0) throw new Error(`No field of the contract has these notes: ${[...unread].join(', ')}`);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: ID,
    title: 'Order event',
    description:
      'What a shop publishes for one email. Other fields are allowed; nothing is ever done with them.',
    ...fields,
    allOf: Object.entries(REQUIRED_PART).map(([emailType, part]) => ({
      if: { properties: { emailType: { const: emailType } }, required: ['emailType'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { [part]: true }, required: [part] },
    })),
    $defs,
  };
}

/** As zod gives it: types, limits, what is required, and the checks that are patterns. */
function inputSchema(schema: z.core.$ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => void Object.assign(jsonSchema, byCode(zodSchema)),
  });
  return rest as JsonSchema;
}

function byCode(schema: z.core.$ZodType): object {
  if (schema === amount) return BY_CODE.amount;
  if (schema === email) return BY_CODE.email;
  if (schema === httpsUrl) return BY_CODE.httpsUrl;
  if (schema === locale) return BY_CODE.locale;
  if (schema === orderEventSchema.shape.currency) return BY_CODE.currency;
  return {};
}

interface Names {
  /** Definitions by their content. */
  readonly names: ReadonlyMap<string, string>;
  /** Notes that no field has taken yet. */
  readonly unread: Set<string>;
}

/** The schema with a note on each of its fields, and by reference what is defined once. */
function withFieldsNoted(schema: JsonSchema, path: string, names: Names): JsonSchema {
  if (!schema.properties) return schema;
  const fields = Object.entries(schema.properties).map(([name, field]) => {
    const fieldPath = path ? `${path}.${name}` : name;
    return [name, { ...note(fieldPath, names.unread), ...described(field, fieldPath, names) }];
  });
  return { ...schema, properties: Object.fromEntries(fields) };
}

function described(field: JsonSchema, path: string, names: Names): JsonSchema {
  const { default: defaultValue, ...content } = field;
  const name = names.names.get(JSON.stringify(content));
  if (name) return { $ref: `#/$defs/${name}` };
  if (field.items) return { ...field, items: described(field.items, path, names) };
  if (field.properties) return withFieldsNoted(field, path, names);
  return isFreeText(field)
    ? { ...field, ...(path === 'gift.message' ? BY_CODE.lines : BY_CODE.line) }
    : field;
}

const isFreeText = (field: JsonSchema) =>
  field.type === 'string' && !('pattern' in field || 'enum' in field || 'format' in field);

function note(path: string, unread: Set<string>) {
  const found: FieldNote | undefined = FIELD_NOTES[path];
  if (!found) throw new Error(`Describe the field ${path} in schema/field-notes.ts`);
  unread.delete(path);
  const [title, description, ...examples] = found;
  return { title, description, ...(examples.length > 0 && { examples }) };
}
