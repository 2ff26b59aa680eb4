import type { ExpectedDelivery } from '#contract/delivery.ts';
import type { Payment } from '#contract/payment.ts';
import { singleLine, webAddress } from '../clean.ts';
import type { LabelKey } from '../messages/words.ts';
import { data, type Phrase } from '../phrase.ts';
import type { Context } from './context.ts';
import type { Action, Fact } from './email-content.ts';

/** A fact under one of the messages; none where there is no value. */
export function fact(
  { words }: Context,
  label: LabelKey,
  value: string | Phrase | undefined,
  wide = false,
): Fact[] {
  if (value === undefined) return [];
  const phrase = typeof value === 'string' ? data(singleLine(value)) : value;
  return [{ label: [words.label(label)], value: phrase, ...(wide && { wide }) }];
}

export const orderNumber = (context: Context) => fact(context, 'order.number', context.orderId);

export const orderDate = (context: Context) =>
  fact(context, 'order.date', context.formats.day(context.order.orderTimestamp));

/** How the order reaches the customer: the shop's own name for it, and for all but shipping the method too. */
export function deliveryMethod(context: Context): Fact[] {
  const { delivery } = context.order;
  if (!delivery) return [];
  const { method } = delivery;
  const name = delivery.name === undefined ? [] : [{ value: singleLine(delivery.name) }];
  const own = context.words.label(`delivery.${method}`);
  const shown = name.length === 0 ? [own] : method === 'ship' ? name : [`${own} · `, ...name];
  return fact(context, 'order.deliveryMethod', shown);
}

/** Undefined where nothing is expected. */
export function expectedDays(expected: ExpectedDelivery, { formats, words }: Context): Phrase | undefined {
  const { estimatedDelivery: from, estimatedDeliveryUntil: until } = expected;
  if (from !== undefined) return data(until === undefined ? formats.day(from) : formats.days(from, until));
  if (until === undefined) return undefined;
  return words.say('order.expectedBy', { date: formats.day(until) });
}

export function estimatedDelivery(expected: ExpectedDelivery, context: Context): Fact[] {
  const pickedUp = context.order.delivery?.method === 'pickup';
  const label = pickedUp ? 'order.estimatedPickup' : 'order.estimatedDelivery';
  return fact(context, label, expectedDays(expected, context));
}

/** The method, and the last four digits where they are known: nothing else of a payment is. */
export function paymentText({ method, last4 }: Payment, { words }: Context): Phrase {
  const name = singleLine(method);
  if (last4 === undefined) return data(name);
  return words.say('payment.ending', { method: name, last4 });
}

/** Leads to the order in the shop. */
export function viewOrder({ order, words }: Context): Action[] {
  const url = webAddress(order.orderUrl);
  return url === undefined ? [] : [{ label: words.label('order.view'), url }];
}
