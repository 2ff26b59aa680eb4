import { readFileSync } from 'node:fs';
import path from 'node:path';
import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { asyncApiDocument } from '../../schema/asyncapi.ts';
import { GENERATED } from '../../schema/generated.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../schema');

test.each(Object.keys(GENERATED))('%s is what the contract says now', (file) => {
  const stored = readFileSync(path.join(FOLDER, file), 'utf8');
  expect(stored, 'The contract has changed: run "npm run schema" and commit what it writes').toBe(
    GENERATED[file]!(),
  );
});

test('the description of the topic is AsyncAPI 3.0', () => {
  // Ajv brings the schema of schemas along, and will not have it twice.
  const { 'http://json-schema.org/draft-07/schema': _, ...definitions } = asyncApiSchema.definitions;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const isAsyncApi = ajv.compile({ ...asyncApiSchema, definitions });
  isAsyncApi(asyncApiDocument());
  expect(isAsyncApi.errors).toBeNull();
  expect(isAsyncApi({ ...asyncApiDocument(), channels: [] })).toBe(false);
});

test('there is an example of each type of email, and each is valid', () => {
  const { components } = asyncApiDocument() as {
    components: { messages: { orderEvent: { examples: { name: string; payload: unknown }[] } } };
  };
  const { examples } = components.messages.orderEvent;
  expect(examples.map(({ name }) => name)).toEqual([...EMAIL_TYPES]);
  expect(examples.map(({ payload }) => checkOrderEvent(payload))).toEqual(
    EMAIL_TYPES.map((emailType) => ({ kind: 'valid', event: expect.objectContaining({ emailType }) })),
  );
});
