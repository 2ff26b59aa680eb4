import * as z from 'zod/mini';
import { decimal, list, maybeFlag, maybeText, object, quantity, string } from './payload-fields.ts';

/**
 * Shopify's webhook payloads, as far as they are read: Admin API 2026-04, shopify.dev/docs/api/webhooks, topics `orders/create`,
 * `orders/cancelled`, `fulfillments/create` and `refunds/create`; fields as in the REST resources Order, Fulfillment and Refund.
 */

/** The same amount in the shop's currency and in the one that the customer saw. */
const moneySet = z.nullish(
  object({ presentment_money: z.nullish(object({ amount: decimal, currency_code: string })) }),
);

export type MoneySet = z.output<typeof moneySet>;

/** Shopify's sample payloads have ids beyond 2^53, which JSON.parse rounds; the GraphQL id, a text, has all digits. */
const identity = { id: z.union([z.number(), z.string()], 'an id'), admin_graphql_api_id: maybeText };

const orderId = z.union([z.number(), z.string()], 'the id of an order');

const address = z.nullish(
  object({
    name: maybeText,
    first_name: maybeText,
    last_name: maybeText,
    company: maybeText,
    address1: maybeText,
    address2: maybeText,
    city: maybeText,
    province_code: maybeText,
    province: maybeText,
    zip: maybeText,
    country: maybeText,
  }),
);

export type ShopifyAddress = z.output<typeof address>;

const allocations = list(object({ amount: decimal, amount_set: moneySet }));

const lineItem = object({
  title: string,
  variant_title: maybeText,
  quantity,
  sku: maybeText,
  price: decimal,
  price_set: moneySet,
  requires_shipping: maybeFlag,
  /** Only on a tip, which needs no shipping either. */
  tip: z.nullish(z.unknown()),
  discount_allocations: allocations,
});

export type ShopifyLineItem = z.output<typeof lineItem>;

const transaction = object({ kind: string, status: string, amount: decimal, currency: maybeText });

const refund = object({
  ...identity,
  order_id: orderId,
  refund_line_items: list(object({ quantity, line_item: lineItem })),
  transactions: list(transaction),
});

export const shopifyRefund = refund;
export type ShopifyRefund = z.output<typeof refund>;

export const shopifyFulfillment = object({
  ...identity,
  order_id: orderId,
  status: string,
  tracking_company: maybeText,
  tracking_number: maybeText,
  tracking_numbers: list(string),
  tracking_url: maybeText,
  tracking_urls: list(string),
  line_items: list(lineItem),
});

export type ShopifyFulfillment = z.output<typeof shopifyFulfillment>;

export const shopifyOrder = object({
  id: orderId,
  name: string,
  email: maybeText,
  contact_email: maybeText,
  created_at: string,
  processed_at: maybeText,
  cancelled_at: maybeText,
  test: maybeFlag,
  customer_locale: maybeText,
  order_status_url: maybeText,
  currency: string,
  presentment_currency: maybeText,
  taxes_included: maybeFlag,
  total_line_items_price: decimal,
  total_line_items_price_set: moneySet,
  total_tax: decimal,
  total_tax_set: moneySet,
  total_price: decimal,
  total_price_set: moneySet,
  customer: z.nullish(object({ first_name: maybeText, last_name: maybeText })),
  billing_address: address,
  shipping_address: address,
  discount_codes: list(object({ code: string })),
  line_items: list(lineItem),
  shipping_lines: list(
    object({ title: maybeText, price: decimal, price_set: moneySet, discount_allocations: allocations }),
  ),
  payment_details: z.nullish(object({ credit_card_company: maybeText, credit_card_number: maybeText })),
  refunds: list(refund),
});

export type ShopifyOrder = z.output<typeof shopifyOrder>;
