import * as z from 'zod/mini';
import type { OrderEventInput } from '#contract/order-event.ts';
import { httpsLink, line, postalAddress } from './clean.ts';
import { type Amount, amountOf, decimalOf, minorDigits, pricePerPiece } from './money.ts';
import { decimal, list, maybeFlag, maybeText, object, quantity, string } from './payload-fields.ts';
import { translate } from './translate.ts';
import { refusePayload, type Translation, type TranslationRefusal } from './translation.ts';

export type { Translation, TranslationRefusal } from './translation.ts';

/**
 * What a subscriber of `order.placed`, which is given nothing but the order's id, asks for:
 * `query.graph({ entity: 'order', fields: [...MEDUSA_ORDER_FIELDS], filters: { id } })`.
 */
export const MEDUSA_ORDER_FIELDS: readonly string[] = [
  ...['id', 'display_id', 'status', 'email', 'currency_code', 'created_at'],
  ...['total', 'tax_total', 'discount_total', 'discount_tax_total'],
  ...['original_shipping_total', 'original_shipping_subtotal'],
  ...['items.*', 'shipping_methods.*', 'shipping_address.*', 'billing_address.*'],
  ...['customer.first_name', 'customer.last_name'],
];

const address = z.nullish(
  object({
    first_name: maybeText,
    last_name: maybeText,
    company: maybeText,
    address_1: maybeText,
    address_2: maybeText,
    city: maybeText,
    province: maybeText,
    postal_code: maybeText,
    country_code: maybeText,
  }),
);

type MedusaAddress = z.output<typeof address>;

const medusaOrder = object({
  id: string,
  display_id: z.nullish(z.union([z.int(), z.string()])),
  status: maybeText,
  email: maybeText,
  currency_code: string,
  locale: maybeText,
  created_at: string,
  customer: z.nullish(object({ first_name: maybeText, last_name: maybeText })),
  shipping_address: address,
  billing_address: address,
  items: list(
    object({
      title: string,
      product_title: maybeText,
      variant_title: maybeText,
      variant_sku: maybeText,
      thumbnail: maybeText,
      quantity,
      unit_price: decimal,
      is_tax_inclusive: maybeFlag,
      requires_shipping: maybeFlag,
      original_total: decimal,
      original_tax_total: decimal,
    }),
  ),
  shipping_methods: list(object({ name: maybeText })),
  total: decimal,
  tax_total: decimal,
  discount_total: decimal,
  discount_tax_total: decimal,
  original_shipping_total: decimal,
  original_shipping_subtotal: decimal,
});

type MedusaOrder = z.output<typeof medusaOrder>;

/**
 * A Medusa v2 order (2.x, `BaseOrder` of @medusajs/types, amounts in the currency's unit) as the event of a confirmation.
 *
 * Where every item's price includes tax, lines, shipping and discount are shown with it. Medusa computes with fractions of a
 * cent and rounds for display: so does this, one amount at a time. What gift cards pay is taken off Medusa's `total`, and has no
 * field in an order event.
 */
export function fromMedusaOrder(payload: unknown): Translation {
  return translate(medusaOrder, payload, (order): OrderEventInput | TranslationRefusal => {
    if (order.status === 'draft' || order.status === 'canceled')
      return refusePayload('status', 'that of an order that was placed');
    if (!order.email) return refusePayload('email', 'the address of the customer');
    const customerName =
      nameOf(order.customer) ?? nameOf(order.billing_address) ?? nameOf(order.shipping_address);
    if (!customerName)
      return refusePayload('customer', 'a name, here, in billing_address or shipping_address');

    const currency = order.currency_code.toUpperCase();
    const read = (amount: string | number) => amountOf(amount, minorDigits(currency));
    const money = (amount: Amount) => decimalOf(amount, currency);
    const gross = order.items.every(({ is_tax_inclusive }) => is_tax_inclusive === true);
    const tax = read(order.tax_total);
    const discount = read(order.discount_total) - (gross ? 0n : read(order.discount_tax_total));
    const [shippingMethod] = order.shipping_methods;
    const shippingName = line(100, shippingMethod?.name);

    return {
      orderId: String(order.display_id ?? order.id),
      customerEmail: order.email,
      customerName,
      orderItems: order.items.flatMap(goods),
      orderTotal: money(read(order.total)),
      orderTimestamp: order.created_at,
      currency,
      locale: line(35, order.locale),
      shipping:
        shippingMethod &&
        money(read(gross ? order.original_shipping_total : order.original_shipping_subtotal)),
      tax: tax === 0n ? undefined : money(tax),
      discount: discount === 0n ? undefined : money(discount),
      shippingAddress: addressFields(order.shipping_address),
      billingAddress: addressFields(order.billing_address),
      delivery: order.shipping_address && shippingName ? { method: 'ship', name: shippingName } : undefined,
    };

    function goods(item: MedusaOrder['items'][number]) {
      if (item.quantity < 1) return [];
      const said = {
        name: line(500, item.product_title) ?? line(500, item.title) ?? '',
        sku: line(100, item.variant_sku),
        variant: item.variant_title === 'Default variant' ? undefined : line(200, item.variant_title),
        imageUrl: httpsLink(item.thumbnail),
        kind: item.requires_shipping === false ? ('digital' as const) : undefined,
      };
      return pricesOf(item).map((part) => ({ ...said, ...part }));
    }

    /** The unit price is exact, unless it includes a tax that the other items' prices do not. */
    function pricesOf(item: MedusaOrder['items'][number]) {
      if (gross || item.is_tax_inclusive !== true)
        return [{ quantity: item.quantity, price: money(read(item.unit_price)) }];
      const whole = read(item.original_total) - read(item.original_tax_total);
      return pricePerPiece(whole, item.quantity, currency);
    }
  });
}

const nameOf = (person: MedusaOrder['customer']) => line(200, person?.first_name, person?.last_name);

function addressFields(address: MedusaAddress) {
  if (!address) return undefined;
  const { company, address_1, address_2, city, province, postal_code, country_code } = address;
  return postalAddress({
    name: nameOf(address),
    company,
    line1: address_1,
    line2: address_2,
    city,
    region: province,
    postalCode: postal_code,
    country: country_code?.toUpperCase(),
  });
}
