import { EMAIL_ID_TAG } from '#contract/mail-tags.ts';
import { emailIdOfTag, parseEmailId } from '#domain/email-id.ts';
import type { Inbox, InboxLine, OpenedMail } from './ports.ts';
import { answerOf } from './unavailable.ts';

const INBOX = 'the inbox';

export interface InboxPage {
  /** Newest first. */
  readonly mails: readonly InboxLine[];
  /** Of all mails there are. */
  readonly count: number;
  /** The cursor of the next page; absent on the last one. */
  readonly olderBefore?: number;
}

/** One page of the inbox, of mails older than the cursor `before`. Throws `Unavailable` where the inbox does not answer. */
export async function readInboxPage(
  inbox: Inbox,
  size: number,
  before: number | undefined,
): Promise<InboxPage> {
  // One more than shown tells whether another page follows.
  const page = { limit: size + 1, ...(before !== undefined && { before }) };
  const { mails, count } = await answerOf(INBOX, inbox.list(page));
  const shown = mails.slice(0, size);
  const more = mails.length > size && { olderBefore: shown.at(-1)!.seq };
  return { mails: shown, count, ...more };
}

/** A mail, and the order it is about where its tags tell. */
export type MailOfOrder = OpenedMail & { readonly orderId?: string };

/** Undefined where there is no such mail. Throws `Unavailable` where the inbox does not answer. */
export async function readMail(inbox: Inbox, messageId: string): Promise<MailOfOrder | undefined> {
  const mail = await answerOf(INBOX, inbox.open(messageId));
  if (!mail) return undefined;
  const orderId = parseEmailId(emailIdOfTag(mail.tags[EMAIL_ID_TAG] ?? '') ?? '')?.orderId;
  return { ...mail, ...(orderId && { orderId }) };
}

/** The mail as it went over the wire. Undefined where there is no such mail. */
export function readMailSource(
  inbox: Inbox,
  messageId: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return answerOf(INBOX, inbox.source(messageId));
}
