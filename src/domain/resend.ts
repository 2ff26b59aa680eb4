import { RESEND_PAUSE_SECONDS } from '#contract/timing.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { parseEmailId } from './email-id.ts';

/** Why an email is not sent again now, and each time what to do instead. */
export type ResendRefusal =
  /** No email of the order is known: none was published, or its record has expired. */
  | { readonly kind: 'unknown-order' }
  /** The order's content was removed, by an erasure or because its record was written before content was kept. */
  | { readonly kind: 'content-gone'; readonly erasedAt: string | undefined }
  /** Its last sending is not settled: it may become a mail yet. */
  | { readonly kind: 'not-settled'; readonly emailId: string }
  /** Its last sending waits for a person in the dead letters: moved back there, it becomes a mail. */
  | { readonly kind: 'held'; readonly emailId: string }
  /** Another resend was asked for a moment ago. */
  | { readonly kind: 'double-click'; readonly emailId: string };

export type ResendDecision =
  | ResendRefusal
  | {
      readonly kind: 'create';
      readonly resend: number;
      readonly to: string;
      readonly content: Uint8Array;
      /** The resend that this one takes the place of: nobody has taken it up, and nobody may any more. */
      readonly inPlaceOf?: string;
    }
  /** Its item is there and nobody has taken it up: whoever made it may have died before asking for it to be sent. */
  | { readonly kind: 'ask-again'; readonly emailId: string };

export interface ResendWish {
  /** The address to send to; absent for that of the last sending. */
  readonly to: string | undefined;
  /** The operator knows that the last sending waits among the dead letters, and wants another mail all the same. */
  readonly despiteHeld: boolean;
}

/** Why a resend was never sent: before it was taken up, another one to another address took its place. */
export const REPLACED = 'REPLACED';

/**
 * Decides from what was sent so far alone: every sending of one email of an order, in the order of their numbers.
 *
 *   asked for ── RESEND_PAUSE_SECONDS ──────────────────────────────────────▶
 *      │ a double click        │ not taken up: ask again │ settled: a new one
 *                              │ … to another address: a new one in its place
 */
export function decideResend(
  sendings: readonly TrackingItem[],
  { to, despiteHeld }: ResendWish,
  nowMs: number,
): ResendDecision {
  const last = sendings.at(-1);
  if (!last) return { kind: 'unknown-order' };
  const { emailId, sendState, requestedAt } = last;

  // Written by another operator's clock, which may be ahead.
  const secondsAgo = Math.abs(nowMs - Date.parse(requestedAt ?? '')) / 1000;
  if (secondsAgo < RESEND_PAUSE_SECONDS) return { kind: 'double-click', emailId };

  // Both were removed, or neither.
  const { content, customerEmail } = sendings.findLast(wasMeant) ?? {};
  if (!content || !customerEmail) return { kind: 'content-gone', erasedAt: last.erasedAt };

  if (sendState === 'HELD' && !despiteHeld) return { kind: 'held', emailId };
  const settled = sendState === 'ACCEPTED' || sendState === 'REFUSED' || sendState === 'HELD';
  const resend = parseEmailId(emailId)!.resend + 1;
  if (settled) return { kind: 'create', resend, to: to ?? customerEmail, content };
  const waitsUnclaimed = sendState === undefined && last.content !== undefined && requestedAt !== undefined;
  if (!waitsUnclaimed) return { kind: 'not-settled', emailId };
  if (to === undefined || to === last.customerEmail) return { kind: 'ask-again', emailId };
  // Two mails were never asked for.
  return { kind: 'create', resend, to, content, inPlaceOf: emailId };
}

/** Nothing went to the address of one that was withdrawn, and whoever withdrew it may have died before the next was made. */
function wasMeant({ content, reason }: TrackingItem): boolean {
  return content !== undefined && reason !== REPLACED;
}
