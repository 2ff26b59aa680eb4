import { parseAmount } from '#domain/money.ts';
import { orderAmounts } from './amounts.ts';
import type { Context } from './context.ts';
import type { Story } from './email-content.ts';
import { fact, orderDate, orderNumber, viewOrder } from './facts.ts';
import { itemList } from './items.ts';
import { orderData } from './structured-data.ts';

/** The order will not be delivered. */
export function cancelled(context: Context): Story {
  const { order, words, formats, shop, orderId, showsPrices } = context;
  const { reason, refundTotal } = order.cancellation ?? {};
  const amount =
    refundTotal === undefined || !showsPrices ? undefined : formats.money(parseAmount(refundTotal));
  return {
    subject: words.say('cancelled.subject', { shop, orderId }),
    preheader:
      amount === undefined
        ? words.say('cancelled.preheader', { orderId })
        : words.say('cancelled.preheaderRefund', { orderId, amount }),
    heading: words.label('cancelled.heading'),
    introduction: [words.label('cancelled.introduction')],
    facts: [
      ...orderNumber(context),
      ...orderDate(context),
      ...fact(context, 'cancelled.refundTotal', amount),
      ...fact(context, 'cancelled.reason', reason, true),
    ],
    actions: viewOrder(context),
    list: itemList(order.orderItems, 'order.summary', context),
    amounts: orderAmounts(context),
    places: [],
    notes: undefined,
    structuredData: orderData('OrderCancelled', context),
  };
}
