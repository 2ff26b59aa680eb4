import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { checkBrands } from '#contract/check-brands.ts';
import { brandFileJsonSchema } from '../../schema/brand-file-schema.ts';
import type { JsonSchema } from '../../schema/json-schema.ts';

const schema = brandFileJsonSchema();
const accepts = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(schema);
const verdicts = (file: unknown) => [accepts(file) ? 'valid' : 'refused', checkBrands(file).kind];

/** A brand in which each field has its example. */
const acme = exampleOf(schema.properties!.brands!.additionalProperties as JsonSchema) as object;
const fileWith = (fields: object) => ({ default: 'acme', brands: { acme: { ...acme, ...fields } } });

function exampleOf(part: JsonSchema): unknown {
  if (Array.isArray(part.examples)) return part.examples[0];
  if (part.items) return [exampleOf(part.items)];
  const fields = Object.entries(part.properties ?? {}).filter(([name]) => name !== 'messages');
  return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field)]));
}

test('the examples make a valid brand file', () => {
  expect(verdicts(fileWith({}))).toEqual(['valid', 'valid']);
  expect(verdicts({ default: 'a', brands: { a: { name: 'A' } } })).toEqual(['valid', 'valid']);
});

test.each([
  { name: undefined },
  { name: 'a\nb' },
  { logoUrl: 'http://example.com/logo.png' },
  { logoWidth: 1000 },
  { colours: { accent: 'blue' } },
  { colors: {} },
  { supportEmail: 'a, b' },
  { links: [{ label: 'Terms', url: 'javascript:alert(1)' }] },
  { notes: { perishable: { tlh: 'nuqneH' } } },
])('%j is refused by schema and deployment', (fields) => {
  expect(verdicts(fileWith(fields))).toEqual(['refused', 'refused']);
});
