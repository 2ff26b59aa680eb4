import type { Brand } from '#contract/brand.ts';
import type { OrderEvent } from '#contract/order-event.ts';
import { singleLine, webAddress } from '../clean.ts';
import { unmarked } from '../phrase.ts';
import { cancelled } from './cancelled.ts';
import { confirmation } from './confirmation.ts';
import { type Context, contextOf } from './context.ts';
import type { EmailContent, Footer, Masthead, Story } from './email-content.ts';
import { giftNote } from './gift.ts';
import { help } from './help.ts';
import { refunded } from './refunded.ts';
import { shipped } from './shipped.ts';

/** What the email of an order's type says, in its language and the brand's own words. */
export function contentOf(order: OrderEvent, brand: Brand): EmailContent {
  const context = contextOf(order, brand);
  const { words, shop } = context;
  const story = storyOf(context);
  return {
    ...story,
    words,
    masthead: masthead(brand, shop),
    subject: singleLine(unmarked(story.subject)),
    preheader: singleLine(unmarked(story.preheader)),
    greeting: words.say('greeting', { customerName: singleLine(order.customerName) }),
    gift: giftNote(context),
    help: help(context),
    footer: footer(context),
  };
}

function storyOf(context: Context): Story {
  const { order } = context;
  switch (order.emailType) {
    case 'ORDER_CONFIRMATION':
      return confirmation(context);
    case 'ORDER_SHIPPED':
      return shipped(context, { ...order, shipment: required(order.shipment) });
    case 'ORDER_CANCELLED':
      return cancelled(context);
    case 'ORDER_REFUNDED':
      return refunded(context, required(order.refund));
  }
}

/** The contract refuses an event whose type lacks its part. */
function required<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new TypeError('The order event was not checked.');
  return part;
}

function masthead({ logoUrl, logoAlt, logoWidth = 140, colours = {} }: Brand, shop: string): Masthead {
  const url = webAddress(logoUrl);
  const logo = url === undefined ? undefined : { url, alt: singleLine(logoAlt ?? shop), width: logoWidth };
  return { shop, logo, colours };
}

function footer({ words, shop, order, brand }: Context): Footer {
  const { postalAddress = [], links = [] } = brand;
  return {
    reason: words.say('footer.reason', { shop, customerEmail: singleLine(order.customerEmail) }),
    sender: postalAddress.length > 0 ? [shop, ...postalAddress.map(singleLine)] : [],
    links: links.flatMap(({ label, url }) => {
      const href = webAddress(url);
      return href === undefined ? [] : [{ label: singleLine(label), url: href }];
    }),
  };
}
