import type { Brand } from '#contract/brand.ts';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import type { OrderEvent, OrderEventInput } from '#contract/order-event.ts';
import { type RenderedEmail, renderEmail } from '#email/render-email.ts';
import { SAMPLES } from '#email/samples.ts';

/** The smallest order, checked, with the fields that a test is about. */
export function orderWith(fields: Partial<OrderEventInput> = {}): OrderEvent {
  return checked({ ...SAMPLES.minimal, ...fields });
}

/** Throws on an order that the contract refuses, so that no test runs on one. */
export function checked(input: object): OrderEvent {
  const parsed = checkOrderEvent(input);
  if (parsed.kind === 'refused') throw new Error(`${parsed.field} must be ${parsed.allowed}`);
  return parsed.event;
}

/** The order's email from a deployment of one brand. */
export function rendered(order: OrderEvent, brand: Brand): RenderedEmail {
  return renderEmail(order, { default: 'shop', brands: { shop: brand } })!;
}
