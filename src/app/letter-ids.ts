import { EMAIL_ID_TAG } from '#contract/mail-tags.ts';
import { orderId as possibleOrderId } from '#contract/order-event-fields.ts';
import { parseResendRequest } from '#contract/resend-request.ts';
import { knownEventType } from '#contract/ses-event.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { emailIdOfTag, parseEmailId } from '#domain/email-id.ts';

const knownEmailType = (type: unknown) => EMAIL_TYPES.find((known) => known === type);

/** What tells which email a message is about, and nothing else of its body. */
export function idsOf(body: string): Readonly<Record<string, string>> {
  const resend = parseResendRequest(body);
  if (resend) return parseEmailId(resend.emailId) ? { emailId: resend.emailId } : {};
  try {
    const message = JSON.parse(body) ?? {};
    // A value that is not of the list may be a name that somebody has put in the wrong place.
    const [emailType, eventType] = [knownEmailType(message.emailType), knownEventType(message.eventType)];
    const emailId = emailIdOfTag(message.mail?.tags?.[EMAIL_ID_TAG]?.[0] ?? '');
    return {
      ...(possibleOrderId.safeParse(message.orderId).success && { orderId: message.orderId }),
      ...(emailType && { emailType }),
      ...(eventType && { eventType }),
      ...(emailId && parseEmailId(emailId) && { emailId }),
    };
  } catch {
    return {};
  }
}
