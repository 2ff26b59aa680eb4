import type { OrderEvent } from '#contract/order-event.ts';
import type { Brand } from './brand.ts';
import { confirmationContent } from './confirmation-content.ts';
import { confirmationHtml } from './confirmation-html.ts';
import { confirmationText } from './confirmation-text.ts';

export type { Brand } from './brand.ts';

/** A mail as SES takes it, without its addresses. */
export interface RenderedEmail {
  /** One line without control characters; beyond ASCII it still has to be encoded for the header. */
  readonly subject: string;
  /** At most 102 KB, see `confirmationHtml`. */
  readonly html: string;
  /** Says all that the HTML says, and all items where the HTML had to leave some out. */
  readonly text: string;
}

/** Renders the confirmation of a checked order: the same input always gives the same bytes. */
export function renderConfirmation(order: OrderEvent, brand: Brand): RenderedEmail {
  const content = confirmationContent(order, brand);
  return {
    subject: content.subject,
    html: confirmationHtml(content),
    text: confirmationText(content),
  };
}
