import type { Brands } from '#contract/brand.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { type RenderedEmail, renderEmail } from '#email/render-email.ts';
import type { OrderPacking } from './ports.ts';

/** What an email's mail is made again from. */
export interface MailSources {
  readonly packing: Pick<OrderPacking, 'unpack'>;
  /** As the sender has them. */
  readonly brands: Brands;
}

export type MailAsSent =
  | { readonly kind: 'mail'; readonly mail: RenderedEmail }
  /** Its order is not kept, or no more: erased, or only SES has reported on it so far. */
  | { readonly kind: 'not-kept' }
  /** Kept by code that this code does not understand. */
  | { readonly kind: 'unreadable' }
  /** The order is of a brand that is not among those known here. */
  | { readonly kind: 'unknown-brand'; readonly brand: string };

/**
 * The mail of an email, rendered once more from the order that is kept with it. It is what was sent unless the templates or the
 * brand have changed since.
 */
export function mailAsSent(item: TrackingItem, { packing, brands }: MailSources): MailAsSent {
  if (!item.content || !item.customerEmail) return { kind: 'not-kept' };
  try {
    const order = packing.unpack(item);
    const mail = renderEmail(order, brands);
    return mail ? { kind: 'mail', mail } : { kind: 'unknown-brand', brand: order.brand ?? brands.default };
  } catch {
    // One email that cannot be shown must not hide the others of its order.
    return { kind: 'unreadable' };
  }
}
