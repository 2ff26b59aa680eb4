import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';

/** Exact, in ten-thousandths of the currency's unit: the finest that an order event has. */
export type Amount = bigint;

const DECIMALS = 4;

/**
 * Reads an amount of a payload. What has at most `decimals` decimals is kept as it is; more are rounded half up, as the shop
 * itself does when it shows a fraction that it has computed.
 */
export function amountOf(value: string | number, decimals = DECIMALS): Amount {
  const text = typeof value === 'number' && String(value).includes('e') ? value.toFixed(10) : String(value);
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  const up = Number(fraction[decimals] ?? 0) >= 5 ? 1n : 0n;
  const amount = (BigInt(whole + kept) + up) * 10n ** BigInt(DECIMALS - decimals);
  return text.startsWith('-') ? -amount : amount;
}

/** The digits of a currency's minor unit; two for a code that ISO 4217 does not have, which the event's check refuses. */
export const minorDigits = (currency: string): number => CURRENCY_EXPONENTS.get(currency) ?? 2;

/** As an order event writes it, with at least the digits of the currency's minor unit. */
export function decimalOf(amount: Amount, currency: string): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(DECIMALS + 1, '0');
  const least = minorDigits(currency);
  const fraction = digits.slice(-DECIMALS);
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}${kept && `.${kept}`}`;
}

export const sum = (amounts: readonly Amount[]): Amount => amounts.reduce((total, one) => total + one, 0n);

/**
 * The price of one, for a line of which only the whole is known. Where it does not divide, some pieces cost a minor unit more:
 * 3 for 10.00 are 2 at 3.33 and 1 at 3.34, so that the lines add up to what was paid.
 */
export function pricePerPiece(
  total: Amount,
  quantity: number,
  currency: string,
): { readonly quantity: number; readonly price: string }[] {
  const minorUnit = 10n ** BigInt(DECIMALS - minorDigits(currency));
  const step = total % minorUnit === 0n ? minorUnit : 1n;
  const pieces = BigInt(quantity);
  const price = (total / step / pieces) * step;
  const dearer = Number((total - price * pieces) / step);
  return [
    { quantity: quantity - dearer, price: decimalOf(price, currency) },
    { quantity: dearer, price: decimalOf(price + step, currency) },
  ].filter((part) => part.quantity > 0);
}
