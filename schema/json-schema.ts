import * as z from 'zod/mini';
import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';
import { orderEventSchema } from '#contract/order-event.ts';
import { amount, email, httpsUrl, locale } from '#contract/order-event-fields.ts';

/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string | string[];
  $ref?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  anyOf?: JsonSchema[];
  required?: string[];
  $defs?: Record<string, JsonSchema>;
}

/** Control characters, and the separators that scripts take for line breaks. */
const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';
const CONTROL_IN_LINES = '\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u2028\\u2029';

/** Written out, as not every regular expression engine knows Unicode's category Sc. */
const CURRENCY_SYMBOL =
  '[$\\u00a2-\\u00a5\\u058f\\u060b\\u07fe\\u07ff\\u09f2\\u09f3\\u09fb\\u0af1\\u0bf9\\u0e3f\\u17db\\u20a0-\\u20c1\\ua838\\ufdfc\\ufe69\\uff04\\uffe0\\uffe1\\uffe5\\uffe6]';
const LABEL = '[A-Za-z0-9\\u00a1-\\uffff][A-Za-z0-9\\u00a1-\\uffff-]*';

/** What the contract checks by code, said in patterns as far as patterns can. */
export const BY_CODE = {
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

/** As zod gives it: types, limits, what is required, and the checks that are patterns. */
export function inputSchema(schema: z.core.$ZodType): JsonSchema {
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

/** What a field is told of: its title, what it means, and examples. */
type FieldNote = readonly [title: string, description: string, ...examples: unknown[]];

/** By path: `[]` and keys of a map are left out, and what is defined once is named by its definition, as `postalAddress.line1`. */
export type FieldNotes = Readonly<Record<string, FieldNote>>;

/**
 * The schema with a note on each of its fields, and by reference what is defined once. Throws for a field without a note and for
 * a note without a field.
 */
export function withNotes(schema: JsonSchema, notes: FieldNotes, shared: Record<string, JsonSchema> = {}) {
  const names = new Map(
    Object.entries(shared).map(([name, definition]) => [JSON.stringify(definition), name]),
  );
  const unread = new Set(Object.keys(notes));
  const fields = described(schema, '');
  const $defs = Object.fromEntries(
    Object.entries(shared).map(([name, definition]) => [name, withFieldsNoted(definition, name)]),
  );
  if (unread.size > 0) throw new Error(`No field of the contract has these notes: ${[...unread].join(', ')}`);
  return { ...fields, ...(Object.keys($defs).length > 0 && { $defs }) };

  function withFieldsNoted(part: JsonSchema, path: string): JsonSchema {
    if (!part.properties) return part;
    const noted = Object.entries(part.properties).map(([name, field]) => {
      const fieldPath = path ? `${path}.${name}` : name;
      return [name, { ...note(fieldPath), ...described(field, fieldPath) }];
    });
    return { ...part, properties: Object.fromEntries(noted) };
  }

  function described(field: JsonSchema, path: string): JsonSchema {
    const { default: _, ...content } = field;
    const name = names.get(JSON.stringify(content));
    if (name) return { $ref: `#/$defs/${name}` };
    if (field.items) return { ...field, items: described(field.items, path) };
    if (field.properties) return withFieldsNoted(field, path);
    if (field.anyOf) return { ...field, anyOf: field.anyOf.map((one) => described(one, path)) };
    if (typeof field.additionalProperties === 'object')
      return { ...field, additionalProperties: described(field.additionalProperties, path) };
    return { ...field, ...patternOf(field, path) };
  }

  function note(path: string) {
    const found = notes[path];
    if (!found) throw new Error(`Describe the field ${path} in schema/`);
    unread.delete(path);
    const [title, description, ...examples] = found;
    return { title, description, ...(examples.length > 0 && { examples }) };
  }
}

/** Of a text that the contract checks by code, where nothing but its length is said yet. */
function patternOf(field: JsonSchema, path: string): object {
  if (field.type !== 'string' || 'pattern' in field || 'enum' in field || 'format' in field) return {};
  return path === 'gift.message' ? BY_CODE.lines : BY_CODE.line;
}
