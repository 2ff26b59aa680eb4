import * as z from 'zod/mini';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import type { OrderEventInput } from '#contract/order-event.ts';
import { refusePayload, type Translation, type TranslationRefusal } from './translation.ts';

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
