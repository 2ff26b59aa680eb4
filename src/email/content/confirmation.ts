import { unmarked } from '../phrase.ts';
import { orderAmounts } from './amounts.ts';
import type { Context } from './context.ts';
import type { Story } from './email-content.ts';
import {
  deliveryMethod,
  estimatedDelivery,
  fact,
  orderDate,
  orderNumber,
  paymentText,
  viewOrder,
} from './facts.ts';
import { itemCount, itemList } from './items.ts';
import { categoryNotes } from './notes.ts';
import { billing, destination } from './places.ts';
import { orderData } from './structured-data.ts';

/** The shop has taken the order. */
export function confirmation(context: Context): Story {
  const { order, words, shop, orderId } = context;
  const amounts = orderAmounts(context);
  const items = itemCount(order.orderItems, context);
  return {
    subject: words.say('confirmation.subject', { shop, orderId }),
    preheader: amounts
      ? words.say('confirmation.preheader', { orderId, items, total: unmarked(amounts.total.value) })
      : words.say('confirmation.preheaderNoPrices', { orderId, items }),
    heading: words.label('confirmation.heading'),
    introduction: [words.label('confirmation.introduction')],
    facts: [
      ...orderNumber(context),
      ...orderDate(context),
      ...deliveryMethod(context),
      ...estimatedDelivery(order, context),
      ...(order.payment ? fact(context, 'order.payment', paymentText(order.payment, context)) : []),
    ],
    actions: viewOrder(context),
    list: itemList(order.orderItems, 'order.summary', context),
    amounts,
    places: [...destination(context), ...billing(context)],
    notes: categoryNotes(context),
    structuredData: orderData('OrderProcessing', context),
  };
}
