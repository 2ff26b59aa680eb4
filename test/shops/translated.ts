import { expect } from 'vitest';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import type { OrderEventInput } from '#contract/order-event.ts';
import { checkTotal } from '#domain/money.ts';
import type { Translation } from '#shops/translation.ts';

/** The event of a translation that must be one: valid, with a total that its parts add up to, and nothing carried over unasked. */
export function eventOf(translation: Translation): OrderEventInput {
  if (translation.kind === 'refused') throw new Error(`${translation.field}: ${translation.allowed}`);
  const checked = checkOrderEvent(translation.event);
  if (checked.kind === 'refused') throw new Error(`${checked.field}: ${checked.allowed}`);
  expect(checkTotal(checked.event)).toMatchObject({ kind: 'adds-up' });
  expect(JSON.stringify(translation.event)).not.toMatch(/secret|555|null/);
  return translation.event;
}

/** A deep copy of a payload with some of its fields replaced. */
export function changed<Payload extends object>(payload: Payload, fields: object): Payload {
  return { ...structuredClone(payload), ...fields };
}
