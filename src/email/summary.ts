import type { OrderEvent } from '#contract/order-event.ts';
import type { OrderItem } from '#contract/order-item.ts';
import type { PostalAddress } from '#contract/postal-address.ts';
import { checkTotal, parseAmount, times } from '#domain/money.ts';
import { singleLine, webAddress } from './clean.ts';
import type { Formats } from './formats.ts';
import type { LabelKey, Words } from './messages/words.ts';
import { unmarked } from './phrase.ts';

/** What a mail says of an order, cleaned and formatted once, so that HTML and text cannot differ. Absent is not shown. */
export interface OrderSummary {
  readonly orderId: string;
  readonly facts: readonly Labelled[];
  readonly orderUrl: string | undefined;
  readonly lines: readonly SummaryLine[];
  /** The sum of all quantities, in words. */
  readonly itemCount: string;
  readonly charges: readonly Labelled[];
  readonly total: Labelled;
  /** What the total contains rather than adds. */
  readonly included: readonly Labelled[];
  /** Line by line; empty when the event has none. */
  readonly shippingAddress: readonly string[];
}

export interface Labelled {
  readonly label: string;
  readonly value: string;
}

export interface SummaryLine {
  readonly name: string;
  readonly pieces: number;
  readonly imageUrl: string | undefined;
  /** Such as `SKU MUG-01`. */
  readonly sku: string | undefined;
  /** Such as `Qty 2 × $29.99`; without the price of one where the line's price says it. */
  readonly quantity: string;
  /** Quantity times the price of one. */
  readonly price: string;
}

export function summarize(order: OrderEvent, words: Words, formats: Formats): OrderSummary {
  const quantity = order.orderItems.reduce((count, item) => count + item.quantity, 0);
  return {
    orderId: singleLine(order.orderId),
    facts: facts(order, words, formats),
    orderUrl: webAddress(order.orderUrl),
    lines: order.orderItems.map((item) => summarizeLine(item, words, formats)),
    itemCount: unmarked(words.count('order.items', quantity, formats.count(quantity))),
    ...amounts(order, words, formats),
    shippingAddress: order.shippingAddress ? addressLines(order.shippingAddress) : [],
  };
}

function facts(order: OrderEvent, words: Words, formats: Formats): Labelled[] {
  const { orderId, orderTimestamp, estimatedDelivery } = order;
  return [
    { label: words.label('order.number'), value: singleLine(orderId) },
    { label: words.label('order.date'), value: formats.day(orderTimestamp) },
    ...(estimatedDelivery
      ? [{ label: words.label('order.estimatedDelivery'), value: formats.day(estimatedDelivery) }]
      : []),
  ];
}

function summarizeLine(item: OrderItem, words: Words, formats: Formats): SummaryLine {
  const { name, sku, imageUrl, quantity } = item;
  const unitPrice = parseAmount(item.price);
  return {
    name: singleLine(name),
    pieces: quantity,
    imageUrl: webAddress(imageUrl),
    sku: sku && unmarked(words.say('order.sku', { sku: singleLine(sku) })),
    quantity: unmarked(
      quantity === 1
        ? words.say('order.quantity', { count: formats.count(quantity) })
        : words.say('order.quantityAt', {
            count: formats.count(quantity),
            unitPrice: formats.money(unitPrice),
          }),
    ),
    price: formats.money(times(unitPrice, quantity)),
  };
}

/**
 * A subtotal is the one figure here that the event does not have. It is shown only where it explains the total, that is
 * where there are other charges and everything adds up; otherwise the shop may have counted in a way we do not know.
 */
function amounts(order: OrderEvent, words: Words, formats: Formats) {
  const check = checkTotal(order);
  const row = (label: LabelKey, amount: bigint): Labelled => ({
    label: words.label(label),
    value: formats.money(amount),
  });
  const given = (label: LabelKey, amount: string | undefined) =>
    amount === undefined ? [] : [row(label, parseAmount(amount))];

  const taxIncluded = check.kind === 'adds-up' && check.tax === 'included';
  const noDiscount = order.discount === undefined || parseAmount(order.discount) === 0n;
  const charges = [
    ...(noDiscount ? [] : [row('amounts.discount', -parseAmount(order.discount!))]),
    ...given('amounts.shipping', order.shipping),
    ...(taxIncluded ? [] : given('amounts.tax', order.tax)),
  ];
  const explained = check.kind === 'adds-up' && charges.length > 0;
  return {
    charges: explained ? [row('amounts.subtotal', check.subtotal), ...charges] : charges,
    total: row('amounts.total', parseAmount(order.orderTotal)),
    included: taxIncluded ? given('amounts.taxIncluded', order.tax) : [],
  };
}

/**
 * Countries with regions in their addresses write "city, region code", nearly all others "code city". The country's name is
 * free text, so the presence of a region has to decide.
 */
function addressLines(address: PostalAddress): string[] {
  const { name, company, line1, line2, city, region, postalCode, country } = address;
  const join = (separator: string, ...parts: (string | undefined)[]) => parts.filter(Boolean).join(separator);
  const locality = region ? join(', ', city, join(' ', region, postalCode)) : join(' ', postalCode, city);
  return [name, company, line1, line2, locality, country].flatMap((line) => (line ? [singleLine(line)] : []));
}
