import { email, orderId as possibleOrderId } from '#contract/order-event-fields.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import type { Clock, EmailArchive, SuppressionList } from './ports.ts';
import { answerOf } from './unavailable.ts';

export interface EraseDependencies {
  readonly archive: EmailArchive;
  readonly suppressions: SuppressionList;
  readonly clock: Pick<Clock, 'now'>;
}

export interface EraseOptions {
  /** Also take the addresses off the account's suppression list. Default: false, so that SES goes on withholding mail to them. */
  readonly alsoFromSuppressionList?: boolean;
}

/** What an erasure did. Doing it again is safe, and completes one that broke off. */
interface Erasure {
  readonly kind: 'erased';
  readonly orders: number;
  /** Emails whose personal data was removed this time. */
  readonly emails: number;
  /** Emails that had none any more. */
  readonly erasedBefore: number;
  /**
   * Of the emails erased, those whose sending is not settled: the order's own event is still in a queue, with all its data,
   * and is mailed from there. Nothing of it is written back.
   */
  readonly underWay: number;
  readonly suppressionList: 'not-asked' | 'removed' | 'not-listed';
}

export type EraseResult = Erasure | { readonly kind: 'impossible'; readonly allowed: string };

/** How far the search for an address has come. */
export interface EraseProgress {
  /** Emails looked at. */
  readonly scanned: number;
  /** Orders found so far. */
  readonly orders: number;
}

/**
 * Removes the personal data of every email of an order, its resends included. What remains says that and when an email was
 * sent, so that the same order coming again is still recognized. Throws `Unavailable` where the table or SES does not answer.
 */
export async function eraseOrder(
  orderId: string,
  options: EraseOptions,
  deps: EraseDependencies,
): Promise<EraseResult> {
  const checked = possibleOrderId.safeParse(orderId);
  if (!checked.success) return impossible(checked.error);
  const emails = await emailsOf(orderId, deps);
  const addresses = new Set(emails.flatMap(({ customerEmail }) => customerEmail ?? []));
  // First: once the items are erased, nobody knows the addresses.
  const suppressionList = await unsuppress(addresses, options, deps);
  const counts = await eraseEach(emails, deps);
  return { kind: 'erased', orders: emails.length > 0 ? 1 : 0, ...counts, suppressionList };
}

/**
 * Removes the personal data of every order that was ever mailed to an address, whatever the address's case. Reads the whole
 * table's index, which takes minutes and is billed by its size; `onProgress` hears of each page. Throws as {@link eraseOrder}.
 */
export async function eraseCustomer(
  given: string,
  options: EraseOptions,
  deps: EraseDependencies,
  onProgress: (progress: EraseProgress) => void = () => {},
): Promise<EraseResult> {
  const checked = email.safeParse(given);
  if (!checked.success) return impossible(checked.error);
  const address = checked.data;
  const { orderIds, spellings } = await answerOf(TABLE, search(address, deps.archive, onProgress));
  const suppressionList = await unsuppress(new Set([address, ...spellings]), options, deps);
  let sum = NOTHING;
  for (const orderId of orderIds) sum = plus(sum, await eraseEach(await emailsOf(orderId, deps), deps));
  return { kind: 'erased', orders: orderIds.size, ...sum, suppressionList };
}

const TABLE = 'the tracking table';

function impossible({ issues }: { issues: readonly { message: string }[] }) {
  return { kind: 'impossible', allowed: issues[0]!.message } as const;
}

const emailsOf = (orderId: string, { archive }: EraseDependencies) =>
  answerOf(TABLE, archive.emailsOfOrder(orderId));

async function search(address: string, archive: EmailArchive, onProgress: (progress: EraseProgress) => void) {
  const orderIds = new Set<string>();
  const spellings = new Set<string>();
  let scanned = 0;
  for await (const page of archive.emailsTo(address)) {
    scanned += page.scanned;
    for (const { orderId, customerEmail } of page.emails) {
      orderIds.add(orderId);
      spellings.add(customerEmail);
    }
    onProgress({ scanned, orders: orderIds.size });
  }
  return { orderIds, spellings };
}

async function unsuppress(
  addresses: ReadonlySet<string>,
  { alsoFromSuppressionList = false }: EraseOptions,
  { suppressions }: EraseDependencies,
): Promise<Erasure['suppressionList']> {
  if (!alsoFromSuppressionList) return 'not-asked';
  let removed = false;
  // One after the other: SES takes few such calls a second.
  for (const address of addresses) {
    const result = await answerOf('the suppression list', suppressions.remove(address));
    removed ||= result === 'removed';
  }
  return removed ? 'removed' : 'not-listed';
}

type Counts = Pick<Erasure, 'emails' | 'erasedBefore' | 'underWay'>;

const NOTHING: Counts = { emails: 0, erasedBefore: 0, underWay: 0 };

const plus = (a: Counts, b: Counts): Counts => ({
  emails: a.emails + b.emails,
  erasedBefore: a.erasedBefore + b.erasedBefore,
  underWay: a.underWay + b.underWay,
});

async function eraseEach(items: readonly TrackingItem[], { archive, clock }: EraseDependencies) {
  let counts = NOTHING;
  for (const item of items) {
    // Also one that was erased before: a sender may have claimed it anew.
    const result = await answerOf(TABLE, archive.erase(item.emailId, clock.now()));
    if (result === 'erased') counts = plus(counts, countsOf(item));
  }
  return counts;
}

function countsOf({ erasedAt, sendState }: TrackingItem): Counts {
  const settled = sendState === 'ACCEPTED' || sendState === 'REFUSED';
  const erasedBefore = erasedAt === undefined ? 0 : 1;
  return { emails: 1 - erasedBefore, erasedBefore, underWay: settled ? 0 : 1 };
}
