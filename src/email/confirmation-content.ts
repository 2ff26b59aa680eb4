import type { OrderEvent } from '#contract/order-event.ts';
import type { Brand } from './brand.ts';
import { isolated, singleLine } from './clean.ts';
import { type Formats, formatsFor } from './formats.ts';
import { messagesFor } from './messages/catalog.ts';
import type { Messages } from './messages/messages.ts';
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
  readonly messages: Messages;
  readonly formats: Formats;
}

export interface Help {
  readonly question: string;
  readonly answer: string;
  /** Where to write, when it is not an answer to the mail. */
  readonly address: string | undefined;
}

export function confirmationContent(order: OrderEvent, brand: Brand): ConfirmationContent {
  const messages = messagesFor(order.locale);
  const formats = formatsFor(order.locale, messages.language, order.currency);
  const summary = summarize(order, messages, formats);
  const words = messages.confirmation;
  const shop = singleLine(brand.name);
  return {
    subject: singleLine(words.subject(shop, summary.orderId)),
    preheader: words.preheader(summary.orderId, summary.itemCount, summary.total.value),
    shop,
    greeting: words.greeting(isolated(singleLine(order.customerName))),
    summary,
    help: help(brand, messages),
    reason: words.reason(isolated(shop), singleLine(order.customerEmail)),
    messages,
    formats,
  };
}

function help({ supportAddress, replyTo }: Brand, { help }: Messages): Help | undefined {
  if (supportAddress) {
    return { question: help.question, answer: help.writeTo, address: singleLine(supportAddress) };
  }
  return replyTo ? { question: help.question, answer: help.reply, address: undefined } : undefined;
}
