import { singleLine } from '../clean.ts';
import type { Context } from './context.ts';
import type { GiftNote } from './email-content.ts';

/** That the order is a gift, with its message. */
export function giftNote({ order, words, showsPrices }: Context): GiftNote | undefined {
  if (!order.gift) return undefined;
  // Where the gift is called off or paid back, its message would be out of place.
  const underWay = order.emailType === 'ORDER_CONFIRMATION' || order.emailType === 'ORDER_SHIPPED';
  const gift = underWay ? order.gift : {};
  return {
    heading: words.label('gift.heading'),
    recipient:
      gift.recipientName === undefined
        ? undefined
        : words.say('gift.for', { recipientName: singleLine(gift.recipientName) }),
    message:
      gift.message === undefined
        ? undefined
        : { label: words.label('gift.message'), lines: gift.message.split('\n').map(singleLine) },
    note: showsPrices ? undefined : words.label('gift.pricesHidden'),
  };
}
