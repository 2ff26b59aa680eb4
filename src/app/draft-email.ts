import { parseOrderEvent, type Refusal } from '#contract/check-order-event.ts';
import { METRICS } from '#contract/metrics.ts';
import { type OrderEvent, partIdOf } from '#contract/order-event.ts';
import { parseResendRequest, type ResendRequest } from '#contract/resend-request.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { decideClaim } from '#domain/claim.ts';
import { emailIdOf, parseEmailId } from '#domain/email-id.ts';
import { checkTotal } from '#domain/money.ts';
import { type RenderedEmail, renderEmail } from '#email/render-email.ts';
import { adoptEvidence } from './adopt-evidence.ts';
import { hold, keepUntil } from './keep-or-hold.ts';
import type { ClaimResult, DeadLetterReason, OrderMessage } from './ports.ts';
import type { MessageOutcome, SenderDependencies } from './sender-dependencies.ts';

/** One email as it is about to be claimed. */
export interface Draft {
  readonly kind: 'draft';
  readonly emailId: string;
  readonly to: string;
  readonly content: RenderedEmail;
  /** It shows amounts that do not add up. */
  readonly amountsDiffer: boolean;
  /** Of the order event; a resend has none, since nobody publishes it. */
  readonly contentHash?: string;
  /** Makes the email's first claim, where nobody has. */
  claim(claimId: string, nowMs: number): Promise<ClaimResult>;
}

/** Nothing is left to do for the message now. */
export interface Settled {
  readonly kind: 'settled';
  readonly outcome: MessageOutcome;
}

export const settled = (outcome: MessageOutcome): Settled => ({ kind: 'settled', outcome });

/**
 * What the message asks for, rendered: an order's own email, or a resend of it. Rendering comes before the claim: a template
 * that fails leaves no claim behind whose outcome is in doubt.
 */
export async function draftOf(message: OrderMessage, deps: SenderDependencies): Promise<Draft | Settled> {
  const request = parseResendRequest(message.body);
  if (request) return await draftOfResend(message, request, deps);
  const parsed = parseOrderEvent(message.body);
  if (parsed.kind === 'valid') return await draftOfOrder(message, parsed.event, deps);
  return settled(await refuseEvent(message, parsed, deps));
}

async function draftOfOrder(
  message: OrderMessage,
  order: OrderEvent,
  deps: SenderDependencies,
): Promise<Draft | Settled> {
  const { brands, digest, packing, ledger } = deps;
  const content = renderEmail(order, brands);
  if (!content) return settled(await refuse(message, unknownBrand(deps), deps));
  const { orderId, emailType, customerEmail } = order;
  const emailId = emailIdOf({ orderId, emailType, partId: partIdOf(order), resend: 1 });
  const contentHash = digest(JSON.stringify(order));
  return {
    kind: 'draft',
    emailId,
    to: customerEmail,
    content,
    amountsDiffer: amountsDiffer(order),
    contentHash,
    claim: (claimId, nowMs) =>
      ledger.claim({
        emailId,
        orderId,
        emailType,
        customerEmail,
        contentHash,
        content: packing.pack(order),
        claimId,
        nowMs,
      }),
  };
}

/** Only a confirmation shows a whole calculation. */
const amountsDiffer = (order: OrderEvent) =>
  order.emailType === 'ORDER_CONFIRMATION' && checkTotal(order).kind === 'differs';

/** The item is the request: it names the address and holds the content, and exists before anybody asks for it to be sent. */
async function draftOfResend(
  message: OrderMessage,
  { emailId }: ResendRequest,
  deps: SenderDependencies,
): Promise<Draft | Settled> {
  const { brands, packing, ledger } = deps;
  // Whatever somebody has put there instead of an id: it is not repeated.
  if (!parseEmailId(emailId)) return settled(await refuse(message, { reason: 'UNKNOWN_RESEND' }, deps));
  const item = await ledger.find(emailId);
  if (item?.resendOf === undefined)
    return settled(await refuse(message, { reason: 'UNKNOWN_RESEND', emailId }, deps));
  if (!item.content) return settled(await settleErased(message, item, deps));
  const order = packing.unpack(item);
  const content = renderEmail(order, brands);
  if (!content) return settled(await refuse(message, { ...unknownBrand(deps), emailId }, deps));
  return {
    kind: 'draft',
    emailId,
    to: order.customerEmail,
    content,
    amountsDiffer: amountsDiffer(order),
    claim: (claimId, nowMs) => ledger.claimResend({ emailId, claimId, nowMs }),
  };
}

/** Erased before it was final. Nothing can be sent any more, while what was sent is settled as ever. */
async function settleErased(
  message: OrderMessage,
  item: TrackingItem,
  deps: SenderDependencies,
): Promise<MessageOutcome> {
  const { emailId } = item;
  if (item.sendState === undefined) return await refuse(message, { reason: ERASED, emailId }, deps);
  const decision = decideClaim(item, deps.random.newId(), deps.clock.now());
  switch (decision.kind) {
    case 'finished':
      return 'done';
    case 'adopt-evidence':
      return await adoptEvidence(message, item, decision.attempt, deps);
    case 'wait':
      return await keepUntil(message, decision.untilMs, item, deps);
    default:
      return await hold(message, item, ERASED, deps);
  }
}

const ERASED = 'CONTENT_ERASED';

/** The message can be redriven once the brand file has the brand. */
const unknownBrand = ({ brands }: SenderDependencies): DeadLetterReason => ({
  reason: 'UNKNOWN_BRAND',
  field: 'brand',
  allowed: `one of ${Object.keys(brands.brands).join(', ')}: the keys of the brand file that was deployed (setting BRAND_FILE)`,
});

async function refuseEvent(message: OrderMessage, refusal: Refusal, deps: SenderDependencies) {
  const { kind: _, ...reason } = refusal;
  return await refuse(message, reason, deps);
}

async function refuse(
  message: OrderMessage,
  reason: DeadLetterReason,
  { queue, metrics, log }: SenderDependencies,
) {
  await queue.deadLetter(message, reason);
  metrics.count(METRICS.invalid);
  log.warn('Order event refused', { messageId: message.messageId, ...reason });
  return 'done' as const;
}
