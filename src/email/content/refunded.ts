import type { Refund } from '#contract/refund.ts';
import { parseAmount } from '#domain/money.ts';
import type { Phrase } from '../phrase.ts';
import type { Context } from './context.ts';
import type { Story } from './email-content.ts';
import { fact, orderNumber, paymentText, viewOrder } from './facts.ts';
import { itemList } from './items.ts';
import { refundData } from './structured-data.ts';

/** Money goes back to the customer. The order's own items and amounts are not repeated: they are not what changed. */
export function refunded(context: Context, refund: Refund): Story {
  const { words, formats, shop, orderId, showsPrices } = context;
  const amount = showsPrices ? formats.money(parseAmount(refund.amount)) : undefined;
  const partial = refund.partial === true;
  return {
    subject: words.say(partial ? 'refunded.subjectPartial' : 'refunded.subject', { shop, orderId }),
    preheader:
      amount === undefined
        ? words.say('refunded.preheaderNoPrices', { orderId })
        : words.say('refunded.preheader', { orderId, amount }),
    heading: words.label(partial ? 'refunded.headingPartial' : 'refunded.heading'),
    introduction: introduction(refund, amount, context),
    facts: [
      ...orderNumber(context),
      ...fact(context, 'refunded.amount', amount),
      ...(refund.toMethod ? fact(context, 'refunded.toMethod', paymentText(refund.toMethod, context)) : []),
      ...fact(context, 'refunded.reason', refund.reason, true),
    ],
    actions: viewOrder(context),
    list: refund.items && itemList(refund.items, 'refunded.items', context),
    amounts: undefined,
    places: [],
    notes: undefined,
    structuredData: refundData(context),
  };
}

function introduction({ partial }: Refund, amount: string | undefined, { words }: Context): Phrase {
  if (amount === undefined) return [words.label('refunded.introductionNoPrices')];
  if (partial === undefined) return words.say('refunded.introduction', { amount });
  return words.say(partial ? 'refunded.introductionPartial' : 'refunded.introductionFull', { amount });
}
