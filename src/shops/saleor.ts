import * as z from 'zod/mini';
import type { OrderEventInput } from '#contract/order-event.ts';
import { httpsLink, line, postalAddress } from './clean.ts';
import { type Amount, amountOf, decimalOf, minorDigits, pricePerPiece, sum } from './money.ts';
import { decimal, list, maybeFlag, maybeText, object, quantity, string } from './payload-fields.ts';
import { translate } from './translate.ts';
import { refusePayload, type Translation, type TranslationRefusal } from './translation.ts';

export type { Translation, TranslationRefusal } from './translation.ts';

/** The subscription query of the Saleor webhook (event ORDER_CONFIRMED) whose payload {@link fromSaleorOrder} takes. */
export const SALEOR_ORDER_SUBSCRIPTION = `subscription {
  event {
    ... on OrderConfirmed {
      order {
        number status created userEmail languageCodeEnum displayGrossPrices voucherCode
        user { firstName lastName }
        total { ...Taxed }
        shippingPrice { ...Taxed }
        lines {
          productName variantName productSku quantity isShippingRequired
          thumbnail(size: 128) { url }
          undiscountedTotalPrice { ...Taxed }
          totalPrice { ...Taxed }
        }
        deliveryMethod {
          ... on ShippingMethod { __typename name }
          ... on Warehouse { __typename name address { ...Place } }
        }
        shippingAddress { ...Place }
        billingAddress { ...Place }
      }
    }
  }
}
fragment Taxed on TaxedMoney { currency gross { amount } net { amount } tax { amount } }
fragment Place on Address {
  firstName lastName companyName streetAddress1 streetAddress2 city countryArea postalCode country { country }
}`;

const amount = object({ amount: decimal });
const taxed = object({ gross: amount, net: amount, tax: amount });

const address = z.nullish(
  object({
    firstName: maybeText,
    lastName: maybeText,
    companyName: maybeText,
    streetAddress1: maybeText,
    streetAddress2: maybeText,
    city: maybeText,
    countryArea: maybeText,
    postalCode: maybeText,
    country: z.nullish(object({ country: maybeText })),
  }),
);

type SaleorAddress = z.output<typeof address>;

const saleorPayload = object({
  order: object({
    number: string,
    status: string,
    created: string,
    userEmail: maybeText,
    languageCodeEnum: maybeText,
    displayGrossPrices: z.boolean('true or false'),
    voucherCode: maybeText,
    user: z.nullish(object({ firstName: maybeText, lastName: maybeText })),
    total: z.extend(taxed, { currency: string }),
    shippingPrice: taxed,
    lines: list(
      object({
        productName: string,
        variantName: maybeText,
        productSku: maybeText,
        quantity,
        isShippingRequired: maybeFlag,
        thumbnail: z.nullish(object({ url: maybeText })),
        undiscountedTotalPrice: taxed,
        totalPrice: taxed,
      }),
    ),
    deliveryMethod: z.nullish(object({ __typename: string, name: maybeText, address })),
    shippingAddress: address,
    billingAddress: address,
  }),
});

type SaleorOrder = z.output<typeof saleorPayload>['order'];

const NOT_TAKEN: readonly string[] = ['DRAFT', 'UNCONFIRMED', 'CANCELED', 'EXPIRED'];

/**
 * The payload that Saleor (3.20 and later, `Order` of its GraphQL API) posts for {@link SALEOR_ORDER_SUBSCRIPTION},
 * `{ "order": … }`, as the event of a confirmation.
 *
 * Where the channel displays gross prices, lines, shipping and discount are shown with tax. The discount is what the lines'
 * undiscounted prices and the paid ones differ by, those of vouchers, promotions and staff together; a discount of the shipping
 * is in the shipping price.
 */
export function fromSaleorOrder(payload: unknown): Translation {
  return translate(saleorPayload, payload, ({ order }): OrderEventInput | TranslationRefusal => {
    if (NOT_TAKEN.includes(order.status))
      return refusePayload('order.status', 'that of a confirmed order: subscribe to ORDER_CONFIRMED');
    if (!order.userEmail) return refusePayload('order.userEmail', 'the address of the customer');
    const customerName = nameOf(order.user) ?? nameOf(order.billingAddress) ?? nameOf(order.shippingAddress);
    if (!customerName)
      return refusePayload('order.user', 'a name, here, in billingAddress or shippingAddress');

    const { currency } = order.total;
    const read = ({ amount: value }: z.output<typeof amount>) => amountOf(value, minorDigits(currency));
    const money = (value: Amount) => decimalOf(value, currency);
    const shown = ({ gross, net }: z.output<typeof taxed>) => read(order.displayGrossPrices ? gross : net);
    const lines = order.lines.filter((item) => item.quantity > 0);
    const discount = sum(lines.map((item) => shown(item.undiscountedTotalPrice) - shown(item.totalPrice)));
    const tax = read(order.total.tax);

    return {
      orderId: order.number,
      customerEmail: order.userEmail,
      customerName,
      orderItems: lines.flatMap(goods),
      orderTotal: money(read(order.total.gross)),
      orderTimestamp: order.created,
      currency,
      locale: line(35, order.languageCodeEnum?.replaceAll('_', '-')),
      shipping: order.deliveryMethod ? money(shown(order.shippingPrice)) : undefined,
      tax: tax === 0n ? undefined : money(tax),
      discount: discount <= 0n ? undefined : money(discount),
      discountCode: line(64, order.voucherCode),
      shippingAddress: addressFields(order.shippingAddress),
      billingAddress: addressFields(order.billingAddress),
      delivery: deliveryFields(order),
    };

    function goods(item: SaleorOrder['lines'][number]) {
      const said = {
        name: line(500, item.productName) ?? '',
        variant: line(200, item.variantName),
        sku: line(100, item.productSku),
        imageUrl: httpsLink(item.thumbnail?.url),
        kind: item.isShippingRequired === false ? ('digital' as const) : undefined,
      };
      const whole = shown(item.undiscountedTotalPrice);
      return pricePerPiece(whole, item.quantity, currency).map((part) => ({ ...said, ...part }));
    }
  });
}

const nameOf = (person: SaleorOrder['user']) => line(200, person?.firstName, person?.lastName);

/** A warehouse as delivery method is where the customer picks the order up. */
function deliveryFields({ deliveryMethod, shippingAddress }: SaleorOrder): OrderEventInput['delivery'] {
  const name = line(200, deliveryMethod?.name);
  if (!deliveryMethod || !name) return undefined;
  if (deliveryMethod.__typename === 'Warehouse')
    return { method: 'pickup', pickup: { name, address: addressFields(deliveryMethod.address) } };
  return shippingAddress ? { method: 'ship', name: line(100, name) } : undefined;
}

function addressFields(address: SaleorAddress) {
  if (!address) return undefined;
  const { companyName, streetAddress1, streetAddress2, city, countryArea, postalCode, country } = address;
  return postalAddress({
    name: nameOf(address),
    company: companyName,
    line1: streetAddress1,
    line2: streetAddress2,
    city,
    region: countryArea,
    postalCode,
    country: country?.country,
  });
}
