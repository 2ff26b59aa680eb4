import type { TrackingItem } from '#contract/tracking-item.ts';
import { parseEmailId } from '#domain/email-id.ts';
import { EMAIL_TYPE_NAMES } from './email-type-name.ts';

/** What a reader calls an email, such as `Shipping notice S-1, sending 2`. */
export function emailName({ emailId, emailType }: Pick<TrackingItem, 'emailId' | 'emailType'>): string {
  const { partId, resend = 1 } = parseEmailId(emailId) ?? {};
  const name = [EMAIL_TYPE_NAMES[emailType] ?? emailType, partId].filter(Boolean).join(' ');
  return resend === 1 ? name : `${name}, sending ${resend}`;
}
