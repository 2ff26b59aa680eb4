import { asyncApiDocument } from './asyncapi.ts';
import { brandFileJsonSchema } from './brand-file-schema.ts';
import { orderEventJsonSchema } from './order-event-schema.ts';
import { typesOf } from './typescript.ts';

/** The files of this folder that `npm run schema` writes, and what is in them. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'asyncapi.json': () => json(asyncApiDocument()),
  'brand-file.schema.json': () => json(brandFileJsonSchema()),
  'order-event.d.ts': () => typesOf(orderEventJsonSchema(), 'OrderEventInput'),
  'order-event.schema.json': () => json(orderEventJsonSchema()),
};

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
