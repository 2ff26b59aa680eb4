import { EMAIL_TYPES, type EmailType } from '#contract/tracking-item.ts';

/** Which email of an order: one per type and part, and one more for each resend that support asks for. */
export interface EmailIdentity {
  readonly orderId: string;
  readonly emailType: EmailType;
  /** The shipment's or refund's own id, of which an order may have several; absent for the other types. */
  readonly partId?: string | undefined;
  /** 1 for the mail the order caused; 2 and up for resends. */
  readonly resend: number;
}

/**
 * `ORDER123456#ORDER_CONFIRMATION`, `ORDER123456#ORDER_SHIPPED:S-1`, with `#2` for a resend. The same order always gives the
 * same id, which is what makes a duplicate recognizable. An order id may itself contain `#`: the type is read from the right,
 * where no part's id has one.
 */
export function emailIdOf({ orderId, emailType, partId, resend }: EmailIdentity): string {
  const part = partId === undefined ? '' : `:${partId}`;
  const number = resend === 1 ? '' : `#${resend}`;
  return `${orderId}#${emailType}${part}${number}`;
}

/**
 * Ids come back in tags and requests that anybody may have written: only characters that an order's or a part's id may have, and no
 * more of them than a table's key and a queue's attribute take.
 */
const EMAIL_ID = new RegExp(
  `^(?<orderId>[\\x20-\\x7e]{1,200})#(?<emailType>${EMAIL_TYPES.join('|')})(?::(?<partId>[\\x21\\x22\\x24-\\x7e]{1,36}))?(?:#(?<resend>[2-9]|[1-9]\\d{1,3}))?$`,
);

/** The reverse of {@link emailIdOf}; undefined for anything it did not make. */
export function parseEmailId(emailId: string): EmailIdentity | undefined {
  const parts = EMAIL_ID.exec(emailId)?.groups;
  if (!parts) return undefined;
  return {
    orderId: parts.orderId!,
    emailType: parts.emailType as EmailType,
    ...(parts.partId !== undefined && { partId: parts.partId }),
    resend: parts.resend ? Number(parts.resend) : 1,
  };
}

/** The id as an SES tag value, which may hold `[A-Za-z0-9_-]` only: base64url. Ids are ASCII. */
export function tagOf(emailId: string): string {
  return btoa(emailId).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The reverse of {@link tagOf}; undefined for a tag that is not one of ours. */
export function emailIdOfTag(tag: string): string | undefined {
  try {
    return atob(tag.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}
