import { type Amount, checkTotal, parseAmount } from '#domain/money.ts';
import { singleLine } from '../clean.ts';
import { data, type Phrase } from '../phrase.ts';
import type { Context } from './context.ts';
import type { Amounts, Labelled } from './email-content.ts';

/**
 * The order's amounts as the shop gave them. A subtotal that the event does not have is shown only where it explains the
 * total, that is where there are other charges and everything adds up; otherwise the shop may have counted in a way we do
 * not know. Undefined where no prices are shown.
 */
export function orderAmounts({ order, words, formats, showsPrices }: Context): Amounts | undefined {
  if (!showsPrices) return undefined;
  const row = (label: Phrase, amount: Amount): Labelled => ({ label, value: data(formats.money(amount)) });
  const given = (label: Phrase, amount: string | undefined) =>
    amount === undefined ? [] : [row(label, parseAmount(amount))];

  const check = checkTotal(order);
  const taxIncluded = check.kind === 'adds-up' && check.tax === 'included';
  const charges = [
    ...discount(order.discount, order.discountCode),
    ...given([words.label('amounts.shipping')], order.shipping),
    ...(taxIncluded ? [] : given([words.label('amounts.tax')], order.tax)),
  ];
  return {
    charges: [...subtotal(), ...charges],
    total: row([words.label('amounts.total')], parseAmount(order.orderTotal)),
    included: taxIncluded ? given([words.label('amounts.taxIncluded')], order.tax) : [],
  };

  function subtotal(): Labelled[] {
    const label = [words.label('amounts.subtotal')];
    if (order.subtotal !== undefined) return given(label, order.subtotal);
    return check.kind === 'adds-up' && charges.length > 0 ? [row(label, check.subtotal)] : [];
  }

  /** No discount is not worth a line, unless it has a code: the customer then learns that the code gave nothing. */
  function discount(amount: string | undefined, code: string | undefined): Labelled[] {
    const value = amount === undefined ? undefined : parseAmount(amount);
    if (value === undefined || (value === 0n && code === undefined)) return [];
    const label =
      code === undefined
        ? [words.label('amounts.discount')]
        : words.say('amounts.discountWithCode', { code: singleLine(code) });
    return [row(label, -value)];
  }
}
