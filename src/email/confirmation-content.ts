import type { OrderEvent } from '#contract/order-event.ts';
import type { Brand } from './brand.ts';
import { isolated, singleLine } from './clean.ts';
import { type Formats, formatsFor } from './formats.ts';
import { languageFor } from './messages/catalog.ts';
import { type Words, wordsOf } from './messages/words.ts';
import { unmarked } from './phrase.ts';
import { type OrderSummary, summarize } from './summary.ts';

/** Everything a confirmation says, before it becomes HTML and text. */
export interface ConfirmationContent {
  readonly subject: string;
  readonly preheader: string;
  readonly shop: string;
  readonly greeting: string;
  readonly summary: OrderSummary;
  /** Absent when the brand names no way to ask. */
  readonly help: Help | undefined;
  readonly reason: string;
  readonly words: Words;
  readonly formats: Formats;
}

export interface Help {
  readonly question: string;
  readonly answer: string;
  /** Where to write, when it is not an answer to the mail. */
  readonly address: string | undefined;
}

export function confirmationContent(order: OrderEvent, brand: Brand): ConfirmationContent {
  const words = wordsOf(languageFor(order.locale));
  const formats = formatsFor(order.locale, words.language, order.currency);
  const summary = summarize(order, words, formats);
  const shop = singleLine(brand.name);
  const { orderId, itemCount, total } = summary;
  return {
    subject: singleLine(unmarked(words.say('confirmation.subject', { shop, orderId }))),
    preheader: unmarked(
      words.say('confirmation.preheader', { orderId, items: itemCount, total: total.value }),
    ),
    shop,
    greeting: unmarked(words.say('greeting', { customerName: isolated(singleLine(order.customerName)) })),
    summary,
    help: help(brand, words),
    reason: unmarked(
      words.say('footer.reason', { shop: isolated(shop), customerEmail: singleLine(order.customerEmail) }),
    ),
    words,
    formats,
  };
}

function help({ supportAddress, replyTo }: Brand, words: Words): Help | undefined {
  const question = words.label('help.question');
  if (supportAddress) {
    const address = singleLine(supportAddress);
    const [answer] = words.say('help.writeTo', { address });
    return { question, answer: String(answer).trim(), address };
  }
  return replyTo ? { question, answer: words.label('help.reply'), address: undefined } : undefined;
}
