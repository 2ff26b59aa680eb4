import type { OrderItem, PartItem } from '#contract/order-item.ts';
import { parseAmount, times } from '#domain/money.ts';
import { singleLine, webAddress } from '../clean.ts';
import type { LabelKey } from '../messages/words.ts';
import { data, type Phrase, unmarked } from '../phrase.ts';
import type { Context } from './context.ts';
import type { ItemLine, ItemList } from './email-content.ts';

type Item = PartItem & Partial<Pick<OrderItem, 'kind' | 'downloadUrl'>>;

/** @param priced false where a list says what, and not for how much */
export function itemList(
  items: readonly Item[],
  heading: LabelKey,
  context: Context,
  priced = context.showsPrices,
): ItemList {
  const { words, formats, order } = context;
  return {
    heading: words.label(heading),
    lines: items.map((item) => itemLine(item, priced, context)),
    rest: (pieces) => ({
      count: words.count('order.moreItems', pieces, formats.count(pieces)),
      whereToFind: words.label(webAddress(order.orderUrl) ? 'order.restOnline' : 'order.restInText'),
    }),
  };
}

/** How many things these are, such as `3 items`. */
export function itemCount(items: readonly Item[], { words, formats }: Context): string {
  const pieces = items.reduce((count, { quantity }) => count + quantity, 0);
  return unmarked(words.count('order.items', pieces, formats.count(pieces)));
}

function itemLine(item: Item, priced: boolean, context: Context): ItemLine {
  const { quantity } = item;
  const unitPrice = priced && item.price !== undefined ? parseAmount(item.price) : undefined;
  return {
    name: singleLine(item.name),
    pieces: quantity,
    url: webAddress(item.url),
    imageUrl: webAddress(item.imageUrl),
    details: details(item, context),
    quantity: quantityOf(quantity, unitPrice, context),
    price: unitPrice === undefined ? undefined : context.formats.money(times(unitPrice, quantity)),
    download: download(item, context),
  };
}

function details({ variant, sku, kind }: Item, { words }: Context): Phrase[] {
  return [
    ...(variant === undefined ? [] : [data(singleLine(variant))]),
    ...(sku === undefined ? [] : [words.say('order.sku', { sku: singleLine(sku) })]),
    ...(kind === 'digital' ? [[words.label('digital.item')]] : []),
  ];
}

function quantityOf(quantity: number, unitPrice: bigint | undefined, { words, formats }: Context): Phrase {
  const count = formats.count(quantity);
  return quantity === 1 || unitPrice === undefined
    ? words.say('order.quantity', { count })
    : words.say('order.quantityAt', { count, unitPrice: formats.money(unitPrice) });
}

function download({ downloadUrl, name }: Item, { words }: Context): ItemLine['download'] {
  const url = webAddress(downloadUrl);
  if (url === undefined) return undefined;
  const item = singleLine(name);
  return {
    label: words.label('digital.download'),
    spoken: unmarked(words.say('digital.downloadItem', { item })),
    url,
  };
}
