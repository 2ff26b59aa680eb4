import type { OrderEvent } from '#contract/order-event.ts';

/**
 * An exact amount of money, in ten-thousandths of the currency's unit. No minor unit of ISO 4217 is finer, and the contract
 * allows as many decimals in every currency: fuel and packaging are priced in fractions of a cent.
 */
export type Amount = bigint;

const DECIMALS = 4;
const PLAIN_DECIMAL = /^(\d+)(?:\.(\d{1,4}))?$/;

/** Reads a plain decimal string as a checked order event carries it. Throws a RangeError on anything else: the event was not checked. */
export function parseAmount(decimal: string): Amount {
  const match = PLAIN_DECIMAL.exec(decimal);
  if (!match)
    throw new RangeError(`An amount must be digits with at most ${DECIMALS} decimals, such as "29.99"`);
  return BigInt(match[1]! + (match[2] ?? '').padEnd(DECIMALS, '0'));
}

/** The amount as a plain decimal string, without needless zeros; never rounded. */
export function toDecimal(amount: Amount): `${number}` {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -DECIMALS)}${fraction && `.${fraction}`}` as `${number}`;
}

/** The price of a whole number of units. */
export const times = (amount: Amount, quantity: number): Amount => amount * BigInt(quantity);

export const sum = (amounts: readonly Amount[]): Amount =>
  amounts.reduce((total, amount) => total + amount, 0n);

/** The event's fields that money is computed from. */
export type Priced = Pick<OrderEvent, 'orderItems' | 'orderTotal' | 'shipping' | 'tax' | 'discount'>;

/**
 * Whether the order's own figures add up to its total. Tax comes on top of the prices in some countries and is part of
 * them in others; the event does not say which, but the sum does.
 */
export type TotalCheck =
  | { readonly kind: 'adds-up'; readonly subtotal: Amount; readonly tax: 'none' | 'added' | 'included' }
  | { readonly kind: 'differs' /** Computed (with tax on top) minus given. */; readonly difference: Amount };

/** Compares lines + shipping + tax − discount with the total. It only reports: every amount is shown as the shop gave it. */
export function checkTotal(order: Priced): TotalCheck {
  const given = (amount: string | undefined) => (amount === undefined ? 0n : parseAmount(amount));
  const subtotal = sum(order.orderItems.map((item) => times(parseAmount(item.price), item.quantity)));
  const tax = given(order.tax);
  const total = parseAmount(order.orderTotal);
  const withoutTax = subtotal + given(order.shipping) - given(order.discount);
  if (withoutTax + tax === total) return { kind: 'adds-up', subtotal, tax: tax === 0n ? 'none' : 'added' };
  if (withoutTax === total) return { kind: 'adds-up', subtotal, tax: 'included' };
  return { kind: 'differs', difference: withoutTax + tax - total };
}
