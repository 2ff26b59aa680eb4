import { EMAIL_ID_TAG } from '#contract/mail-tags.ts';
import { orderId as possibleOrderId } from '#contract/order-event-fields.ts';
import { parseResendRequest } from '#contract/resend-request.ts';
import { emailIdOfTag, parseEmailId } from '#domain/email-id.ts';

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z_ ]{1,40}$/.test(value);

/** What tells which email a message is about, and nothing else of its body. */
export function idsOf(body: string): Readonly<Record<string, string>> {
  const resend = parseResendRequest(body);
  if (resend) return parseEmailId(resend.emailId) ? { emailId: resend.emailId } : {};
  try {
    const message = JSON.parse(body) ?? {};
    const emailId = emailIdOfTag(message.mail?.tags?.[EMAIL_ID_TAG]?.[0] ?? '');
    return {
      ...(possibleOrderId.safeParse(message.orderId).success && { orderId: message.orderId }),
      ...(isName(message.emailType) && { emailType: message.emailType }),
      ...(isName(message.eventType) && { eventType: message.eventType }),
      ...(emailId && parseEmailId(emailId) && { emailId }),
    };
  } catch {
    return {};
  }
}
