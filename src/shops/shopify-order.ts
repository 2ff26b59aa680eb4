import type { OrderEventInput } from '#contract/order-event.ts';
import { httpsLink, line, postalAddress } from './clean.ts';
import { type Amount, amountOf, decimalOf, sum } from './money.ts';
import type { MoneySet, ShopifyAddress, ShopifyLineItem, ShopifyOrder } from './shopify-payload.ts';
import { refusePayload, type TranslationRefusal } from './translation.ts';

/** The fields that every email of a Shopify order has, in the currency that the customer saw. */
export function orderFields(order: ShopifyOrder): OrderEventInput | TranslationRefusal {
  const customerEmail = order.email || order.contact_email;
  if (!customerEmail) return refusePayload('email', 'the address of the customer, here or in contact_email');
  const customerName = nameOf(order);
  if (!customerName) return refusePayload('customer', 'a name, here, in billing_address or shipping_address');
  if (missesPresentment(order))
    return refusePayload(
      'total_price_set',
      'every amount in presentment_money, where it is not the shop’s currency',
    );

  const currency = currencyOf(order);
  const money = (amount: Amount) => decimalOf(amount, currency);
  const goods = order.line_items.filter(({ quantity }) => quantity > 0);
  const discount = sum([...goods, ...order.shipping_lines].flatMap(allocated));
  const tax = paid(order.total_tax, order.total_tax_set);
  const [shippingLine] = order.shipping_lines;
  const shippingName = line(100, shippingLine?.title);

  return {
    orderId: orderIdOf(order),
    customerEmail,
    customerName,
    orderItems: goods.map((item) => ({
      ...itemFields(item),
      price: money(paid(item.price, item.price_set)),
      kind: item.requires_shipping === false && item.tip == null ? 'digital' : undefined,
    })),
    orderTotal: money(paid(order.total_price, order.total_price_set)),
    orderTimestamp: order.processed_at || order.created_at,
    currency,
    locale: line(35, order.customer_locale),
    subtotal: money(paid(order.total_line_items_price, order.total_line_items_price_set)),
    shipping:
      shippingLine && money(sum(order.shipping_lines.map(({ price, price_set }) => paid(price, price_set)))),
    tax: tax === 0n ? undefined : money(tax),
    discount: discount === 0n ? undefined : money(discount),
    discountCode: line(64, order.discount_codes.map(({ code }) => code).join(', ')),
    shippingAddress: addressFields(order.shipping_address),
    billingAddress: addressFields(order.billing_address),
    delivery: order.shipping_address && shippingName ? { method: 'ship', name: shippingName } : undefined,
    payment: paymentFields(order),
    orderUrl: httpsLink(order.order_status_url),
  };
}

/** What the customer knows the order by, `#1001`, without the sign. */
const orderIdOf = ({ name }: ShopifyOrder) => name.replace(/^#/, '');

/** What the customer was charged in; Shopify states both only where it differs from the shop's own. */
export const currencyOf = (order: ShopifyOrder) => order.presentment_currency || order.currency;

/** The amount as the customer saw it. */
const paid = (shopAmount: string | number, set: MoneySet) =>
  amountOf(set?.presentment_money?.amount ?? shopAmount);

const allocated = ({ discount_allocations }: Pick<ShopifyLineItem, 'discount_allocations'>) =>
  discount_allocations.map(({ amount, amount_set }) => paid(amount, amount_set));

/** With two currencies, an amount that states one alone would be shown in the wrong one. */
function missesPresentment(order: ShopifyOrder): boolean {
  if (currencyOf(order) === order.currency) return false;
  const sets = [
    ...[order.total_price_set, order.total_tax_set, order.total_line_items_price_set],
    ...[...order.line_items, ...order.shipping_lines].flatMap((part) => [
      part.price_set,
      ...part.discount_allocations.map(({ amount_set }) => amount_set),
    ]),
  ];
  return sets.some((set) => set?.presentment_money == null);
}

/** Name, variant and quantity: what a line of the order, a parcel or a refund has in common. */
export function itemFields(item: ShopifyLineItem) {
  return {
    name: line(500, item.title) ?? '',
    quantity: item.quantity,
    sku: line(100, item.sku),
    variant: item.variant_title === 'Default Title' ? undefined : line(200, item.variant_title),
  };
}

function nameOf({ customer, billing_address, shipping_address }: ShopifyOrder) {
  return (
    line(200, customer?.first_name, customer?.last_name) ??
    line(200, billing_address?.name) ??
    line(200, shipping_address?.name)
  );
}

function addressFields(address: ShopifyAddress) {
  if (!address) return undefined;
  const { company, address1, address2, city, province, province_code, zip, country } = address;
  return postalAddress({
    name: line(200, address.name) ?? line(200, address.first_name, address.last_name),
    company,
    line1: address1,
    line2: address2,
    city,
    region: province_code || province,
    postalCode: zip,
    country,
  });
}

/** Shopify masks all digits of a card but the last four, `•••• •••• •••• 4242`. */
function paymentFields({ payment_details }: ShopifyOrder) {
  const method = line(50, payment_details?.credit_card_company);
  if (method === undefined) return undefined;
  return { method, last4: /(?:^|\D)(\d{4})$/.exec(payment_details?.credit_card_number ?? '')?.[1] };
}
