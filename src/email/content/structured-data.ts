import type { ExpectedDelivery } from '#contract/delivery.ts';
import type { OrderEvent } from '#contract/order-event.ts';
import type { OrderItem, PartItem } from '#contract/order-item.ts';
import type { PostalAddress } from '#contract/postal-address.ts';
import { singleLine, webAddress } from '../clean.ts';
import type { Context } from './context.ts';
import type { StructuredData } from './email-content.ts';

/**
 * What happened, in schema.org's terms, for inboxes that show an order or a parcel beside the mail. It has what the event
 * has, and as everywhere no price where prices are hidden.
 */
const CONTEXT = { '@context': 'https://schema.org' } as const;

/** An order whose email is about its shipment. */
export type ShippedOrder = OrderEvent & { readonly shipment: NonNullable<OrderEvent['shipment']> };

type Status = 'OrderProcessing' | 'OrderCancelled' | 'OrderInTransit';

/** The order itself. */
export function orderData(status: Status, context: Context): StructuredData {
  const { order, showsPrices } = context;
  const withoutItems = {
    ...CONTEXT,
    ...orderOf(status, context),
    orderDate: order.orderTimestamp,
    ...(showsPrices && prices(order)),
    ...paymentOf(order),
    ...(order.billingAddress && { billingAddress: address(order.billingAddress) }),
    ...delivery(order),
  };
  const acceptedOffer = order.orderItems.map((item) => offer(item, context));
  return { complete: { ...withoutItems, acceptedOffer }, withoutItems };
}

/** The parcel, as Gmail wants it: the order is a part of it. */
export function shipmentData(
  order: ShippedOrder,
  expected: ExpectedDelivery,
  context: Context,
): StructuredData {
  const { carrier, trackingNumber, items, partial } = order.shipment;
  const withoutItems = {
    ...CONTEXT,
    '@type': 'ParcelDelivery',
    ...(carrier !== undefined && { carrier: { '@type': 'Organization', name: singleLine(carrier) } }),
    ...(trackingNumber !== undefined && { trackingNumber: singleLine(trackingNumber) }),
    ...link('trackingUrl', order.shipment.trackingUrl),
    ...arrival(expected),
    ...destination(order),
    partOfOrder: orderOf('OrderInTransit', context),
  };
  const known = items ?? (partial ? [] : order.orderItems);
  return {
    complete: { ...withoutItems, ...(known.length > 0 && { itemShipped: known.map(product) }) },
    withoutItems,
  };
}

/** schema.org knows no status for a refund, and OrderReturned would say that goods came back: the order goes without. */
export function refundData(context: Context): StructuredData {
  const order = { ...CONTEXT, ...orderOf(undefined, context), orderDate: context.order.orderTimestamp };
  return { complete: order, withoutItems: order };
}

function orderOf(status: Status | undefined, { order, orderId, shop }: Context) {
  return {
    '@type': 'Order',
    merchant: { '@type': 'Organization', name: shop },
    orderNumber: orderId,
    ...(status && { orderStatus: `https://schema.org/${status}` }),
    ...link('url', order.orderUrl),
  };
}

function prices({ orderTotal, currency, discount, discountCode }: OrderEvent) {
  return {
    price: orderTotal,
    priceCurrency: currency,
    ...(discount !== undefined && { discount, discountCurrency: currency }),
    ...(discountCode !== undefined && { discountCode: singleLine(discountCode) }),
  };
}

function paymentOf({ payment }: OrderEvent) {
  return (
    payment && {
      paymentMethod: { '@type': 'PaymentMethod', name: singleLine(payment.method) },
      ...(payment.last4 !== undefined && { paymentMethodId: payment.last4 }),
    }
  );
}

function delivery(order: OrderEvent) {
  const known = { ...arrival(order), ...destination(order) };
  return Object.keys(known).length > 0 && { orderDelivery: { '@type': 'ParcelDelivery', ...known } };
}

function arrival({ estimatedDelivery: from, estimatedDeliveryUntil: until }: ExpectedDelivery) {
  return {
    ...(from !== undefined && { expectedArrivalFrom: from }),
    ...((until ?? from) !== undefined && { expectedArrivalUntil: until ?? from }),
  };
}

function destination({ shippingAddress, delivery }: OrderEvent) {
  const place = delivery?.pickup?.address ?? shippingAddress;
  return place && { deliveryAddress: address(place) };
}

function address({ name, line1, line2, city, region, postalCode, country }: PostalAddress) {
  return {
    '@type': 'PostalAddress',
    ...text('name', name),
    streetAddress: singleLine([line1, line2].filter(Boolean).join(', ')),
    ...text('addressLocality', city),
    ...text('addressRegion', region),
    ...text('postalCode', postalCode),
    ...text('addressCountry', country),
  };
}

function offer(item: OrderItem, { order, showsPrices }: Context) {
  return {
    '@type': 'Offer',
    itemOffered: product(item),
    ...(showsPrices && { price: item.price, priceCurrency: order.currency }),
    eligibleQuantity: { '@type': 'QuantitativeValue', value: item.quantity },
  };
}

function product({ name, sku, imageUrl, url }: PartItem) {
  return {
    '@type': 'Product',
    name: singleLine(name),
    ...text('sku', sku),
    ...link('image', imageUrl),
    ...link('url', url),
  };
}

const text = (key: string, value: string | undefined) =>
  value === undefined ? {} : { [key]: singleLine(value) };

function link(key: string, value: string | undefined) {
  const href = webAddress(value);
  return href === undefined ? {} : { [key]: href };
}
