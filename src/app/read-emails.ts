import { orderId as possibleOrderId } from '#contract/order-event-fields.ts';
import type { DeliveryStatus, TrackingItem } from '#contract/tracking-item.ts';
import { parseEmailId } from '#domain/email-id.ts';
import type { EmailLine, EmailReader, RecentEmails } from './ports.ts';
import { answerOf } from './unavailable.ts';

const TABLE = 'the tracking table';

export type OrderEmails =
  /** Oldest first; none where the order is not known. */
  | { readonly kind: 'emails'; readonly emails: readonly TrackingItem[] }
  /** No order can have this id, so nothing was asked; `allowed` says which it can have. */
  | { readonly kind: 'impossible-id'; readonly allowed: string };

/** Every email of an order. Throws `Unavailable` where the table does not answer. */
export async function readEmailsOfOrder(orderId: string, reader: EmailReader): Promise<OrderEmails> {
  const checked = possibleOrderId.safeParse(orderId);
  if (!checked.success) return { kind: 'impossible-id', allowed: checked.error.issues[0]!.message };
  return { kind: 'emails', emails: await answerOf(TABLE, reader.emailsOfOrder(orderId)) };
}

/** One email; undefined where there is none of this id. Throws `Unavailable` where the table does not answer. */
export async function readEmail(emailId: string, reader: EmailReader): Promise<TrackingItem | undefined> {
  const orderId = parseEmailId(emailId)?.orderId;
  if (orderId === undefined) return undefined;
  const found = await readEmailsOfOrder(orderId, reader);
  return found.kind === 'emails' ? found.emails.find((email) => email.emailId === emailId) : undefined;
}

export interface RecentOverview {
  /** Newest first. */
  readonly emails: readonly EmailLine[];
  /** How many of them have each status, the most frequent first. */
  readonly counts: readonly { readonly status: DeliveryStatus; readonly count: number }[];
  /** Whether these are surely the newest ones of the table. */
  readonly complete: boolean;
}

/** The newest emails, at most `limit`. Throws `Unavailable` where the table does not answer. */
export async function readRecentEmails(recent: RecentEmails, limit: number): Promise<RecentOverview> {
  const { emails, complete } = await answerOf(TABLE, recent.recent(limit));
  const byStatus = Map.groupBy(emails, ({ status }) => status);
  const counts = [...byStatus].map(([status, { length }]) => ({ status, count: length }));
  return { emails, counts: counts.sort((a, b) => b.count - a.count), complete };
}
