import { REQUIRED_PART } from '#contract/order-event.ts';
import { email, orderId as possibleOrderId, partId as possiblePartId } from '#contract/order-event-fields.ts';
import type { EmailType } from '#contract/tracking-item.ts';
import { emailIdOf, parseEmailId } from '#domain/email-id.ts';
import { decideResend, type ResendRefusal } from '#domain/resend.ts';
import type { AuditTrail } from './operator-ports.ts';
import { operatorName, operatorReason } from './operator-words.ts';
import type { Clock, EmailArchive, ResendRequests } from './ports.ts';
import { answerOf } from './unavailable.ts';

export interface ResendDependencies {
  readonly archive: EmailArchive;
  readonly requests: ResendRequests;
  /** Written before anything is sent. */
  readonly audit: AuditTrail;
  readonly clock: Pick<Clock, 'now'>;
}

/** What support asks for. */
export interface ResendWishes {
  readonly orderId: string;
  readonly emailType: EmailType;
  /** Which shipment or refund, of which an order may have several; absent for the other types. */
  readonly partId?: string;
  /** A corrected address. Default: where the last one went. */
  readonly to?: string;
  /** Who asks; how long, see operator-words.ts. Kept with the email. */
  readonly by: string;
  /** Why. Kept with the email until it is erased. */
  readonly reason: string;
  /** The last sending waits among the dead letters and may be sent from there too: send another all the same. Default: false. */
  readonly despiteHeld?: boolean;
}

export type ResendResult =
  /** A new email exists, and the sender was asked to send it. */
  | { readonly kind: 'resent'; readonly emailId: string }
  /** An earlier resend was never taken up: the sender was asked for it once more. No new email. */
  | { readonly kind: 'asked-again'; readonly emailId: string }
  /** One of the wishes cannot be; nothing was looked up. */
  | { readonly kind: 'impossible'; readonly field: keyof ResendWishes; readonly allowed: string }
  | ResendRefusal;

/**
 * Sends an email of an order once more, as a new email with a number of its own. Asking twice, at once or by two people, gives
 * one new email.
 *
 *   read what was sent ── decide ── write down ── create `…#2`, which only one can ── ask the sender
 *                                                              │ died here: asking again finds it not taken up, and asks the sender;
 *                                                                to another address, `…#2` is withdrawn first, and `…#3` created
 *
 * Throws `Unavailable` where the table, the audit trail or the topic does not answer. Asking again is safe, and mends what was left half done.
 */
export async function resendEmail(wishes: ResendWishes, deps: ResendDependencies): Promise<ResendResult> {
  const impossible = firstImpossible(wishes) ?? wrongPart(wishes);
  if (impossible) return impossible;

  const { orderId, emailType, partId, despiteHeld = false } = wishes;
  const nowMs = deps.clock.now();
  const sendings = await sendingsOf(wishes, deps);
  const to = wishes.to === undefined ? undefined : email.parse(wishes.to);
  const decision = decideResend(sendings, { to, despiteHeld }, nowMs);
  if (decision.kind === 'ask-again') {
    await writeDown(decision.emailId, wishes, deps);
    await askSender(decision.emailId, deps);
    return { kind: 'asked-again', emailId: decision.emailId };
  }
  if (decision.kind !== 'create') return decision;

  const emailId = emailIdOf({ orderId, emailType, partId, resend: decision.resend });
  await writeDown(emailId, wishes, deps, decision.inPlaceOf);
  if (decision.inPlaceOf !== undefined) {
    const withdrawn = await withdraw(decision.inPlaceOf, nowMs, deps);
    if (withdrawn === 'taken-up') return { kind: 'not-settled', emailId: decision.inPlaceOf };
  }
  const created = await create(emailId, decision, wishes, nowMs, deps);
  // Somebody else has asked in the same moment.
  if (created === 'taken') return { kind: 'double-click', emailId };
  await askSender(emailId, deps);
  return { kind: 'resent', emailId };
}

/** The item says the same, but not for as long, and not once it is erased. */
function writeDown(
  emailId: string,
  { by, reason }: ResendWishes,
  { audit }: ResendDependencies,
  inPlaceOf?: string,
) {
  const target = { emailId, ...(inPlaceOf !== undefined && { inPlaceOf }) };
  return answerOf('the audit trail', audit.record({ action: 'resend', by, why: reason, target }));
}

const withdraw = (emailId: string, nowMs: number, { archive }: ResendDependencies) =>
  answerOf('the tracking table', archive.withdrawResend(emailId, nowMs));

const FIELDS = {
  orderId: possibleOrderId,
  partId: possiblePartId,
  to: email,
  by: operatorName,
  reason: operatorReason,
} as const;

const OPTIONAL: ReadonlySet<keyof ResendWishes> = new Set(['partId', 'to']);

type Impossible = Extract<ResendResult, { kind: 'impossible' }>;

function firstImpossible(wishes: ResendWishes): Impossible | undefined {
  for (const field of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
    if (OPTIONAL.has(field) && wishes[field] === undefined) continue;
    const checked = FIELDS[field].safeParse(wishes[field]);
    if (!checked.success) return { kind: 'impossible', field, allowed: checked.error.issues[0]!.message };
  }
  return undefined;
}

/** Exactly the types that have parts need one. */
function wrongPart({ emailType, partId }: ResendWishes): Impossible | undefined {
  const part = (REQUIRED_PART as Partial<Record<EmailType, string>>)[emailType];
  if ((part === undefined) === (partId === undefined)) return undefined;
  const allowed = part === undefined ? `none for ${emailType}` : `the ${part}Id, for ${emailType}`;
  return { kind: 'impossible', field: 'partId', allowed };
}

async function sendingsOf({ orderId, emailType, partId }: ResendWishes, { archive }: ResendDependencies) {
  const emails = await answerOf('the tracking table', archive.emailsOfOrder(orderId));
  return emails.filter(
    (item) => item.emailType === emailType && parseEmailId(item.emailId)?.partId === partId,
  );
}

function create(
  emailId: string,
  { to, content }: { readonly to: string; readonly content: Uint8Array },
  { orderId, emailType, partId, by, reason }: ResendWishes,
  nowMs: number,
  { archive }: ResendDependencies,
) {
  return answerOf(
    'the tracking table',
    archive.createResend({
      emailId,
      orderId,
      emailType,
      customerEmail: to,
      content,
      resendOf: emailIdOf({ orderId, emailType, partId, resend: 1 }),
      resentBy: by,
      resendReason: reason,
      nowMs,
    }),
  );
}

const askSender = (emailId: string, { requests }: ResendDependencies) =>
  answerOf('the order topic', requests.publish({ emailId }));
