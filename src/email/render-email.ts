import type { Brand, Brands } from '#contract/brand.ts';
import type { OrderEvent } from '#contract/order-event.ts';
import { singleLine } from './clean.ts';
import { contentOf } from './content/content-of.ts';
import { htmlPart } from './html/html-part.ts';
import { textPart } from './text/text-part.ts';

/** A mail as its brand sends it, without the customer's address. */
export interface RenderedEmail {
  /** The sender's name: one line without control characters. As the subject, beyond ASCII it still has to be encoded. */
  readonly fromName: string;
  /** Where answers go; absent for the sender's own address. */
  readonly replyTo?: string;
  readonly subject: string;
  /** What inboxes show after the subject; the HTML begins with it. */
  readonly preheader: string;
  /** At most 102 KB, see `htmlPart`. */
  readonly html: string;
  /** Says all that the HTML says, and all items where the HTML had to leave some out. */
  readonly text: string;
}

/**
 * Renders the email of a checked order, of whichever type: the same input always gives the same bytes. Undefined where the
 * order names a brand that is not there.
 */
export function renderEmail(order: OrderEvent, brands: Brands): RenderedEmail | undefined {
  const brand = brandOf(order, brands);
  if (!brand) return undefined;
  const content = contentOf(order, brand);
  return {
    fromName: singleLine(brand.fromName ?? brand.name),
    ...(brand.replyTo !== undefined && { replyTo: brand.replyTo }),
    subject: content.subject,
    preheader: content.preheader,
    html: htmlPart(content),
    text: textPart(content),
  };
}

function brandOf({ brand: key }: OrderEvent, { default: usual, brands }: Brands): Brand | undefined {
  const chosen = key ?? usual;
  return Object.hasOwn(brands, chosen) ? brands[chosen] : undefined;
}
