import type { EmailType } from '#contract/tracking-item.ts';

/** Which email of an order: one per type, and one more for each resend that support asks for. */
export interface EmailIdentity {
  readonly orderId: string;
  readonly emailType: EmailType;
  /** 1 for the mail the order caused; 2 and up for resends. */
  readonly resend: number;
}

/**
 * `ORDER123456#ORDER_CONFIRMATION`, with `#2` for a resend. The same order always gives the same id, which is what makes a
 * duplicate recognizable. An order id may itself contain `#`: the type is read from the right.
 */
export function emailIdOf({ orderId, emailType, resend }: EmailIdentity): string {
  return resend === 1 ? `${orderId}#${emailType}` : `${orderId}#${emailType}#${resend}`;
}

const EMAIL_ID = /^(?<orderId>.+)#(?<emailType>[A-Z_]+)(?:#(?<resend>[2-9]|[1-9]\d+))?$/s;

/** The reverse of {@link emailIdOf}; undefined for anything it did not make. */
export function parseEmailId(emailId: string): EmailIdentity | undefined {
  const parts = EMAIL_ID.exec(emailId)?.groups;
  if (!parts) return undefined;
  return {
    orderId: parts.orderId!,
    emailType: parts.emailType as EmailType,
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
