import * as z from 'zod/mini';
import { httpsLink, line } from './clean.ts';
import { amountOf, decimalOf, sum } from './money.ts';
import { currencyOf, itemFields, orderFields } from './shopify-order.ts';
import {
  type ShopifyFulfillment,
  type ShopifyOrder,
  type ShopifyRefund,
  shopifyFulfillment,
  shopifyOrder,
  shopifyRefund,
} from './shopify-payload.ts';
import { translate } from './translate.ts';
import { refusePayload, type Translation } from './translation.ts';

export type { Translation, TranslationRefusal } from './translation.ts';

export interface ShopifyOptions {
  /** Whether orders of Shopify's test gateway become mails. @default false */
  readonly testOrders?: boolean;
}

/**
 * The body of the webhook `orders/create` (Admin API 2026-04, REST resource Order) as the event of a confirmation.
 *
 * Amounts are those that the customer saw (`presentment_money`). The discount is the sum of all discount allocations, those of
 * the shipping included. Duties have no field in an order event: with them the lines do not add up to the total.
 */
export function fromShopifyOrder(payload: unknown, options: ShopifyOptions = {}): Translation {
  return translate(shopifyOrder, payload, (order) => {
    if (order.cancelled_at) return refusePayload('cancelled_at', 'null: use fromShopifyCancellation');
    return testRefused(order, options) ?? orderFields(order);
  });
}

/** The body of the webhook `orders/cancelled` as the event of a cancellation, with what was refunded so far. */
export function fromShopifyCancellation(payload: unknown, options: ShopifyOptions = {}): Translation {
  return translate(shopifyOrder, payload, (order) => {
    if (!order.cancelled_at) return refusePayload('cancelled_at', 'when the order was cancelled');
    const fields = testRefused(order, options) ?? orderFields(order);
    if ('kind' in fields) return fields;
    const refunded = sum(order.refunds.flatMap((refund) => refundsIn(refund, order)));
    return {
      ...fields,
      emailType: 'ORDER_CANCELLED',
      cancellation: refunded > 0n ? { refundTotal: decimalOf(refunded, currencyOf(order)) } : undefined,
    };
  });
}

/** The body of the webhook `fulfillments/create`, with the order it belongs to, as the event of a shipment. */
export function fromShopifyFulfillment(
  fulfillment: unknown,
  order: unknown,
  options: ShopifyOptions = {},
): Translation {
  const both = { fulfillment, order };
  return translate(z.object({ fulfillment: shopifyFulfillment, order: shopifyOrder }), both, (read) => {
    if (String(read.fulfillment.order_id) !== String(read.order.id))
      return refusePayload('fulfillment.order_id', 'the id of the order that is given with it');
    if (read.fulfillment.status !== 'success') return refusePayload('fulfillment.status', 'success');
    const fields = testRefused(read.order, options) ?? orderFields(read.order);
    if ('kind' in fields) return fields;
    return { ...fields, emailType: 'ORDER_SHIPPED', shipment: shipmentOf(read.fulfillment, read.order) };
  });
}

/** The body of the webhook `refunds/create`, with the order it belongs to, as the event of a refund. */
export function fromShopifyRefund(
  refund: unknown,
  order: unknown,
  options: ShopifyOptions = {},
): Translation {
  const both = { refund, order };
  return translate(z.object({ refund: shopifyRefund, order: shopifyOrder }), both, (read) => {
    if (String(read.refund.order_id) !== String(read.order.id))
      return refusePayload('refund.order_id', 'the id of the order that is given with it');
    const amount = sum(refundsIn(read.refund, read.order));
    if (amount <= 0n)
      return refusePayload('refund.transactions', 'a refund that succeeded, in the currency of the order');
    const fields = testRefused(read.order, options) ?? orderFields(read.order);
    if ('kind' in fields) return fields;
    const items = read.refund.refund_line_items
      .filter(({ quantity }) => quantity > 0)
      .map(({ line_item, quantity }) => ({ ...itemFields(line_item), quantity }));
    return {
      ...fields,
      emailType: 'ORDER_REFUNDED',
      refund: {
        refundId: idOf(read.refund),
        amount: decimalOf(amount, currencyOf(read.order)),
        partial: amount < amountOf(fields.orderTotal),
        items: items.length > 0 ? items : undefined,
      },
    };
  });
}

function testRefused(order: ShopifyOrder, { testOrders = false }: ShopifyOptions) {
  if (!order.test || testOrders) return undefined;
  return refusePayload('test', 'false: pass { testOrders: true } to mail orders of the test gateway, too');
}

function shipmentOf(fulfillment: ShopifyFulfillment, order: ShopifyOrder) {
  const { tracking_company, tracking_number, tracking_numbers, tracking_url, tracking_urls } = fulfillment;
  const sent = fulfillment.line_items.filter(({ quantity }) => quantity > 0);
  const toSend = order.line_items.filter(({ requires_shipping }) => requires_shipping !== false);
  return {
    shipmentId: idOf(fulfillment),
    carrier: line(100, tracking_company),
    trackingNumber: line(100, tracking_numbers.join(', ')) ?? line(100, tracking_number),
    trackingUrl: httpsLink(tracking_urls[0] ?? tracking_url),
    items: sent.length > 0 ? sent.map(itemFields) : undefined,
    partial: pieces(sent) < pieces(toSend) ? true : undefined,
  };
}

/** Of a shipment or a refund, with all its digits. */
const idOf = ({ id, admin_graphql_api_id }: Pick<ShopifyRefund, 'id' | 'admin_graphql_api_id'>) =>
  admin_graphql_api_id?.split('/').at(-1) ?? String(id);

const pieces = (items: ShopifyOrder['line_items']) =>
  items.reduce((count, { quantity }) => count + quantity, 0);

/** What went back to the customer for certain, in the currency they paid in. */
function refundsIn({ transactions }: ShopifyRefund, order: ShopifyOrder) {
  return transactions
    .filter(({ kind, status }) => kind === 'refund' && status === 'success')
    .filter(({ currency }) => !currency || currency === currencyOf(order))
    .map(({ amount }) => amountOf(amount));
}
