import * as z from 'zod/mini';
import type { OrderEventInput } from '#contract/order-event.ts';
import { httpsLink, line, postalAddress } from './clean.ts';
import { decodeEntities } from './html-entities.ts';
import { type Amount, amountOf, decimalOf, pricePerPiece, sum } from './money.ts';
import { decimal, list, maybeText, object, quantity, string } from './payload-fields.ts';
import { translate } from './translate.ts';
import { refusePayload, type Translation, type TranslationRefusal } from './translation.ts';

export type { Translation, TranslationRefusal } from './translation.ts';

const address = {
  first_name: maybeText,
  last_name: maybeText,
  company: maybeText,
  address_1: maybeText,
  address_2: maybeText,
  city: maybeText,
  state: maybeText,
  postcode: maybeText,
  country: maybeText,
};

const wooOrder = object({
  number: string,
  status: string,
  currency: string,
  date_created_gmt: string,
  prices_include_tax: z.boolean('true or false'),
  discount_total: decimal,
  discount_tax: decimal,
  shipping_total: decimal,
  shipping_tax: decimal,
  total: decimal,
  total_tax: decimal,
  billing: object({ ...address, email: maybeText }),
  shipping: z.nullish(object(address)),
  payment_method_title: maybeText,
  line_items: list(
    object({
      name: string,
      quantity,
      subtotal: decimal,
      subtotal_tax: decimal,
      sku: maybeText,
      image: z.nullish(object({ src: maybeText })),
    }),
  ),
  shipping_lines: list(object({ method_title: maybeText })),
  fee_lines: list(object({ name: maybeText, total: decimal, total_tax: decimal })),
  coupon_lines: list(object({ code: string })),
});

type WooOrder = z.output<typeof wooOrder>;
type WooAddress = Omit<WooOrder['billing'], 'email'>;

/** Statuses of an order that the shop has taken; `pending` waits for its payment. */
const TAKEN: readonly string[] = ['processing', 'on-hold', 'completed'];

/**
 * A WooCommerce order (REST API v3, "Order properties"; the webhooks `order.created` and `order.updated` post the same) as the
 * event of a confirmation.
 *
 * Where the shop's prices include tax, lines, shipping and discount are shown with it. A fee is a line of its own, a negative
 * one counts as discount. The payload has no language: set `locale` on the event.
 */
export function fromWooCommerceOrder(payload: unknown): Translation {
  return translate(wooOrder, payload, (order): OrderEventInput | TranslationRefusal => {
    if (!TAKEN.includes(order.status)) return refusePayload('status', `one of ${TAKEN.join(', ')}`);
    if (!order.billing.email) return refusePayload('billing.email', 'the address of the customer');
    const customerName = nameOf(order.billing) ?? nameOf(order.shipping);
    if (!customerName) return refusePayload('billing.first_name', 'a name, in billing or shipping');

    const { currency } = order;
    const money = (amount: Amount) => decimalOf(amount, currency);
    const withTax = (net: string | number, tax: string | number) =>
      amountOf(net) + (order.prices_include_tax ? amountOf(tax) : 0n);
    const fees = order.fee_lines.map(({ name, total, total_tax }) => ({
      name,
      amount: withTax(total, total_tax),
    }));
    const deductions = sum(fees.map(({ amount }) => (amount < 0n ? -amount : 0n)));
    const discount = withTax(order.discount_total, order.discount_tax) + deductions;
    const shipping = withTax(order.shipping_total, order.shipping_tax);
    const tax = amountOf(order.total_tax);
    const shippingAddress = addressFields(order.shipping);
    const shippingName = title(100, order.shipping_lines[0]?.method_title);
    const payment = title(50, order.payment_method_title);

    return {
      orderId: order.number,
      customerEmail: order.billing.email,
      customerName,
      orderItems: [...order.line_items.flatMap(goods), ...fees.flatMap(fee)],
      orderTotal: money(amountOf(order.total)),
      orderTimestamp: `${order.date_created_gmt}Z`,
      currency,
      shipping: order.shipping_lines.length > 0 || shipping > 0n ? money(shipping) : undefined,
      tax: tax === 0n ? undefined : money(tax),
      discount: discount === 0n ? undefined : money(discount),
      discountCode: title(64, order.coupon_lines.map(({ code }) => code).join(', ')),
      shippingAddress,
      billingAddress: addressFields(order.billing),
      delivery: shippingAddress && shippingName ? { method: 'ship', name: shippingName } : undefined,
      payment: payment === undefined ? undefined : { method: payment },
    };

    function goods(item: WooOrder['line_items'][number]) {
      if (item.quantity < 1) return [];
      const said = {
        name: title(500, item.name) ?? '',
        sku: line(100, item.sku),
        imageUrl: httpsLink(item.image?.src),
      };
      const whole = withTax(item.subtotal, item.subtotal_tax);
      return pricePerPiece(whole, item.quantity, currency).map((part) => ({ ...said, ...part }));
    }

    function fee({ name, amount }: (typeof fees)[number]) {
      return amount > 0n ? [{ name: title(500, name) ?? '', quantity: 1, price: money(amount) }] : [];
    }
  });
}

const title = (maximum: number, text: string | null | undefined) => line(maximum, decodeEntities(text ?? ''));

const nameOf = (address: WooAddress | null | undefined) =>
  line(200, address?.first_name, address?.last_name) ?? line(200, address?.company);

function addressFields(address: WooAddress | null | undefined) {
  if (!address) return undefined;
  const { first_name, last_name, company, address_1, address_2, city, state, postcode, country } = address;
  return postalAddress({
    name: line(200, first_name, last_name),
    company,
    line1: address_1,
    line2: address_2,
    city,
    region: state,
    postalCode: postcode,
    country,
  });
}
