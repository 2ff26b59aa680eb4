import type { SesEvent } from '#contract/ses-event.ts';
import { type Fact, STATUS } from './delivery-status.ts';
import { REMOVED, withoutAddresses } from './without-addresses.ts';

/** Bounce subtypes that mean: SES accepted the mail and, because of a list, never tried to deliver it. */
const SUPPRESSION_SUBTYPES: ReadonlySet<string> = new Set([
  'OnAccountSuppressionList',
  'OnTenantSuppressionList',
  'Suppressed',
  'EmailValidationSuppressed',
  'UnsubscribedRecipient',
]);

/** What an SES event says of its email; undefined for an event type we do not know. */
export function factOf(event: SesEvent): Fact | undefined {
  switch (event.eventType ?? event.notificationType) {
    case 'Send':
      return { time: 'sentAt', reached: STATUS.sent };
    case 'DeliveryDelay':
      return { time: 'delayedAt', reached: STATUS.delayed };
    case 'Delivery':
    // Nobody opens or clicks a mail that was not delivered.
    case 'Open':
    case 'Click':
      return { time: 'deliveredAt', reached: STATUS.delivered };
    case 'Bounce':
      return bounceFact(event);
    case 'Reject':
      return { time: 'rejectedAt', reached: STATUS.rejected };
    case 'Rendering Failure':
      return { time: 'failedAt', reached: STATUS.failed };
    case 'Complaint':
      return complaintFact(event.complaint ?? {});
    default:
      return undefined;
  }
}

/** When the event happened, as it says; undefined where it does not say so readably. */
export function timeOf(event: SesEvent): Date | undefined {
  const details = detailsOf(event);
  // An event of a type that has details of its own happened after the mail's acceptance, and says when or nothing.
  const text = details ? details.timestamp : event.mail.timestamp;
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** What an event says of itself beside its mail. Send, Reject and Rendering Failure happen as SES takes the mail, and have no time. */
function detailsOf({ bounce, complaint, delivery, deliveryDelay, open, click }: SesEvent) {
  return bounce ?? complaint ?? delivery ?? deliveryDelay ?? open ?? click;
}

function bounceFact({ bounce = {}, mail }: SesEvent): Fact {
  const recipient = bounce.bouncedRecipients?.[0];
  const hasReport = Boolean(recipient?.action || recipient?.status);
  // An out-of-office reply looks like this: the mail was delivered, and a report of a failure is missing.
  if (bounce.bounceType === 'Transient' && bounce.bounceSubType === 'General' && !hasReport)
    return { time: 'autoRepliedAt' };
  return {
    time: 'bouncedAt',
    reached: bounceStatus(bounce),
    ...(bounce.bounceType && { bounceType: bounce.bounceType }),
    ...(bounce.bounceSubType && { bounceSubType: bounce.bounceSubType }),
    ...smtpStatusOf(recipient?.status),
    ...(recipient?.diagnosticCode && {
      diagnostic: withoutCustomer(recipient.diagnosticCode, [
        ...(recipient.emailAddress ? [recipient.emailAddress] : []),
        ...(mail.destination ?? []),
      ]),
    }),
  };
}

/** Long enough for what mail servers say, short enough to stay within one write unit. */
const MAX_DIAGNOSTIC_LENGTH = 200;

/** A mail server may have written more behind the code, such as the address in brackets. */
function smtpStatusOf(status: string | null | undefined) {
  const code = /^\s*(\d\.\d{1,3}\.\d{1,3})\b/.exec(status ?? '')?.[1];
  return code === undefined ? {} : { smtpStatus: code };
}

/**
 * One line of what a mail server said, without who the mail was to: it goes to whoever looks at the email, address shown or not. Mail
 * servers name people by the address, by the part before its @, and by the name that was written beside it.
 */
function withoutCustomer(diagnostic: string, recipients: readonly string[]): string {
  const oneLine = withoutAddresses(diagnostic.replace(/\s+/g, ' '));
  const names = recipients.flatMap(namesIn).filter((name) => name !== '');
  return names.reduce(withoutWord, oneLine).trim().slice(0, MAX_DIAGNOSTIC_LENGTH);
}

/** Of `"Jane Roe" <jane@example.com>`: `Jane Roe` and `jane`. */
function namesIn(recipient: string): string[] {
  const shown = /^\s*"?([^"<]*)"?\s*<([^>]*)>/.exec(recipient);
  const [name, address] = shown ? [shown[1]!, shown[2]!] : ['', recipient];
  return [name.trim(), address.slice(0, Math.max(0, address.lastIndexOf('@'))).trim()];
}

/** Without a name wherever it stands as a word, in any case. */
function withoutWord(text: string, name: string): string {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu'), REMOVED);
}

function bounceStatus({ bounceType, bounceSubType }: NonNullable<SesEvent['bounce']>) {
  if (SUPPRESSION_SUBTYPES.has(bounceSubType ?? '')) return STATUS.suppressed;
  return bounceType === 'Permanent' ? STATUS.bounced : STATUS.softBounced;
}

function complaintFact({
  complaintSubType,
  complaintFeedbackType,
}: NonNullable<SesEvent['complaint']>): Fact {
  // Set when SES withheld the mail because of an earlier complaint: this customer did not complain again.
  if (complaintSubType)
    return { time: 'bouncedAt', reached: STATUS.suppressed, bounceSubType: complaintSubType };
  // The customer moved the mail out of the spam folder.
  if (complaintFeedbackType === 'not-spam') return {};
  return { time: 'complainedAt', reached: STATUS.complained };
}
