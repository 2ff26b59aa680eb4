import type { Brand } from '#contract/brand.ts';
import type { OrderEvent } from '#contract/order-event.ts';
import { singleLine } from '../clean.ts';
import { type Formats, formatsFor } from '../formats.ts';
import { languageFor } from '../messages/catalog.ts';
import { type Words, wordsOf } from '../messages/words.ts';

/** What every part of an email is made from. */
export interface Context {
  readonly order: OrderEvent;
  readonly brand: Brand;
  readonly words: Words;
  readonly formats: Formats;
  readonly shop: string;
  readonly orderId: string;
  /** False: no amount may stand anywhere in the mail. */
  readonly showsPrices: boolean;
}

export function contextOf(order: OrderEvent, brand: Brand): Context {
  const language = languageFor(order.locale);
  const words = wordsOf(language, brand.messages?.[language.tag]);
  return {
    order,
    brand,
    words,
    formats: formatsFor(order.locale, words.language, order.currency),
    shop: singleLine(brand.name),
    orderId: singleLine(order.orderId),
    showsPrices: order.gift?.hidePrices !== true,
  };
}
