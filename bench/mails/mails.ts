import { checkOrderEvent } from '#contract/check-order-event.ts';
import type { LanguageTag } from '#contract/languages.ts';
import type { OrderEvent, OrderEventInput } from '#contract/order-event.ts';
import type { EmailType } from '#contract/tracking-item.ts';
import { asType, inLanguage, SAMPLES, type SampleName } from '#email/samples.ts';

/** The sample brand that says all a brand can. */
const BRAND = 'potter';

/** Throws on an event that the contract refuses. */
function checked(input: OrderEventInput): OrderEvent {
  const parsed = checkOrderEvent(input);
  if (parsed.kind === 'refused') throw new TypeError(`${parsed.field} must be ${parsed.allowed}`);
  return parsed.event;
}

/** A sample's order, from the brand that says most; without a type, of the sample's own. */
export function orderOf(sample: SampleName, language: LanguageTag, type?: EmailType): OrderEvent {
  const order = inLanguage(SAMPLES[sample], language);
  return checked({ ...(type ? asType(order, type) : order), brand: BRAND });
}

/** An order of so many lines as an email of a type, all of which the mail lists. */
export function orderOfLines(lines: number, type: EmailType): OrderEvent {
  const { orderItems, ...order } = asType(SAMPLES.everything, type);
  const items = Array.from({ length: lines }, (_, index) => ({
    ...orderItems[index % orderItems.length]!,
    sku: `SKU-${index + 1}`,
  }));
  const listed = {
    ...order,
    orderItems: items,
    ...(order.shipment && { shipment: { ...order.shipment, items } }),
    ...(order.refund && { refund: { ...order.refund, items } }),
  };
  return checked({ ...listed, brand: BRAND });
}
