import type { Measure, MetricName } from '#contract/metrics.ts';
import type { OrderEvent, OrderEventInput } from '#contract/order-event.ts';
import type { ResendRequest } from '#contract/resend-request.ts';
import type { DeliveryStatus, EmailType, TrackingItem } from '#contract/tracking-item.ts';
import type { Fact } from '#domain/delivery-status.ts';
import type { SendOutcome } from '#domain/send-outcome.ts';

/**
 * Every capability from outside that sending, feedback and looking emails up need, on one page; what the costs need is in
 * cost-ports.ts, what people's tools need in operator-ports.ts. Times are milliseconds since the epoch.
 */

export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface Randomness {
  /** A number in [0, 1). */
  next(): number;
  /** A new id that nobody else draws. */
  newId(): string;
}

/** SHA-256 of a text, shortened to 128 bits, in base64url. */
export type Digest = (text: string) => string;

/** What was asked of AWS, and either the answer or the code of the reason why there is none. */
export type Answer<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Structured log. Fields hold ids and codes only: never an address, a name or a body. */
export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** Counts and measured values, written out once per batch. */
export interface Metrics {
  count(name: MetricName): void;
  measure(measure: Measure, value: number): void;
}

/** The first claim of an email, with what a reader of the table wants to know of it. */
export interface NewClaim {
  readonly emailId: string;
  readonly orderId: string;
  readonly emailType: EmailType;
  readonly customerEmail: string;
  readonly contentHash: string;
  /** The order, packed: kept in the item for a resend. */
  readonly content: Uint8Array;
  readonly claimId: string;
  readonly nowMs: number;
}

/** The first claim of an email whose item a resend has made. */
interface ResendClaim {
  readonly emailId: string;
  readonly claimId: string;
  readonly nowMs: number;
}

/** Taking an email over from its attempt `previous`. */
export interface NextClaim {
  readonly emailId: string;
  readonly previous: TrackingItem;
  readonly claimId: string;
  readonly nowMs: number;
  /** The previous attempt's outcome could not be learned. */
  readonly afterDoubt: boolean;
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly attempt: number }
  /** Somebody was there before; this is the item as it stood. */
  | { readonly kind: 'taken'; readonly item: TrackingItem };

/** Proof of who writes: the holder of one attempt. */
export interface Holder {
  readonly emailId: string;
  readonly attempt: number;
  readonly claimId: string;
}

/** A claim as it was last seen, for whoever gives the email to a person. */
export type HeldClaim = Pick<TrackingItem, 'emailId' | 'attempt' | 'claimId' | 'sendState'>;

/** `superseded`: another attempt has begun since, and nothing was written. */
export type RecordResult = 'recorded' | 'superseded';

/** The sender's half of the table. Every write is conditional on the state it was decided on. */
export interface SendLedger {
  /** The email's item as it stands, every earlier write included. */
  find(emailId: string): Promise<TrackingItem | undefined>;
  claim(claim: NewClaim): Promise<ClaimResult>;
  /** Needs the item's content to be there still. */
  claimResend(claim: ResendClaim): Promise<ClaimResult>;
  claimNext(claim: NextClaim): Promise<ClaimResult>;
  accepted(holder: Holder, messageId: string, nowMs: number): Promise<RecordResult>;
  retryLater(holder: Holder, reason: string, notBefore: number): Promise<RecordResult>;
  refused(holder: Holder, reason: string, nowMs: number): Promise<RecordResult>;
  /** Marks a claim as given to a person. */
  held(claim: HeldClaim, reason: string, nowMs: number): Promise<RecordResult>;
  /** An event proved that `attempt` was accepted while its sender never recorded it. */
  adoptEvidence(item: TrackingItem, attempt: number): Promise<RecordResult>;
}

/** Orders as they are kept in their emails' items. */
export interface OrderPacking {
  pack(order: OrderEvent): Uint8Array;
  /** The order that the email was made of, to the item's own address. Throws where the item has no content it can read. */
  unpack(item: TrackingItem): OrderEvent;
}

/** One event's fact about one email. */
export interface FeedbackFact {
  readonly emailId: string;
  readonly attempt: number;
  readonly messageId: string | undefined;
  readonly fact: Fact;
  /** ISO 8601. */
  readonly at: string;
  readonly nowMs: number;
}

/** Whether the fact was news. */
export type FactResult = 'recorded' | 'known';

/** The feedback's half of the table. */
export interface FeedbackLedger {
  record(fact: FeedbackFact): Promise<FactResult>;
}

/** A rendered mail to one recipient. */
export interface Mail {
  readonly to: string;
  /** The sender's name, beside the deployment's address. */
  readonly fromName: string;
  /** Where answers go; absent: to the sender's address. */
  readonly replyTo?: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Mailer {
  /** Makes exactly one call. Never throws for what the call comes to. */
  send(mail: Mail): Promise<SendOutcome>;
}

/** One message of the order queue. */
export interface OrderMessage {
  readonly messageId: string;
  readonly body: string;
  /** How often it has been received, this time included. */
  readonly receiveCount: number;
  /** When the queue got it: the queue's retention counts from then. */
  readonly sentAtMs: number;
  readonly receiptHandle: string;
}

/** Why a message is in the dead-letter queue: kept with it as message attributes. Never holds a value of the event. */
export interface DeadLetterReason {
  readonly reason: string;
  readonly field?: string;
  readonly allowed?: string;
  readonly emailId?: string;
}

export interface OrderQueue {
  /** Keeps the message from everybody for `seconds`; it must then be reported as failed, or Lambda deletes it. */
  hide(message: OrderMessage, seconds: number): Promise<void>;
  deadLetter(message: OrderMessage, reason: DeadLetterReason): Promise<void>;
}

/** Whether SES's events are reaching us: the only grounds for reading anything into their absence. */
export interface FeedbackHealth {
  /** Whether an event about an attempt claimed at that time may still be on its way to us. */
  hasBacklog(claimedAtMs: number): Promise<boolean>;
}

/** How far the feedback function has come, for whoever must judge whether silence means anything. */
export interface FeedbackProgress {
  /** The oldest message of a batch was sent to the queue at that time. */
  note(sentAtMs: number): Promise<void>;
}

/** How fast this account may send. */
export interface SendRate {
  /** Mails per second for the whole account. */
  perSecond(): Promise<number>;
}

/** Where shops publish their orders. */
export interface OrderTopic {
  publish(event: OrderEventInput): Promise<void>;
}

/** Look-ups in the table that cost the same however full it is. */
export interface EmailReader {
  /** Every email of an order, oldest first. */
  emailsOfOrder(orderId: string): Promise<readonly TrackingItem[]>;
}

/** A resend's item before it is sent. */
export type ResendItem = Required<
  Pick<
    TrackingItem,
    | 'emailId'
    | 'orderId'
    | 'emailType'
    | 'customerEmail'
    | 'content'
    | 'resendOf'
    | 'resentBy'
    | 'resendReason'
  >
> & { readonly nowMs: number };

/** What an operator does with the emails of the past. */
export interface EmailArchive {
  /**
   * Every email of an order, the resends in the order of their numbers after the email they repeat. Nothing that is there is
   * missed, except a shipment's or refund's email of the last seconds, which the index has yet to learn of.
   */
  emailsOfOrder(orderId: string): Promise<readonly TrackingItem[]>;
  /** `taken`: the id exists; somebody else was faster. */
  createResend(item: ResendItem): Promise<'created' | 'taken'>;
  /**
   * Ends a resend that nobody has taken up, so that nobody ever does: a message that asks for it finds it final. `taken-up`: a sender
   * was faster.
   */
  withdrawResend(emailId: string, nowMs: number): Promise<'withdrawn' | 'taken-up'>;
  /** Removes the personal data of an item, and nothing else of it. `unknown`: there is no such item. */
  erase(emailId: string, nowMs: number): Promise<'erased' | 'unknown'>;
  /** Reads the whole table, a page at a time, for emails to an address, whatever its case. Costs by the table's size. */
  emailsTo(address: string): AsyncIterable<FoundEmails>;
}

/** One page of a search through the table. */
export interface FoundEmails {
  /** Items read for this page. */
  readonly scanned: number;
  readonly emails: readonly { readonly orderId: string; readonly customerEmail: string }[];
}

/** Where the sender is asked to send a resend: the way of the orders. */
export interface ResendRequests {
  publish(request: ResendRequest): Promise<void>;
}

/** SES's own list of addresses that this account sends nothing to. */
export interface SuppressionList {
  /** Takes the address off the list. */
  remove(address: string): Promise<'removed' | 'not-listed'>;
}

/** One line of a list of emails. */
export interface EmailLine {
  readonly orderId: string;
  readonly emailType: EmailType;
  readonly status: DeliveryStatus;
  /** When the email was first known. ISO 8601, UTC. */
  readonly timestamp: string;
}

/** The newest emails of the whole table. Only a table small enough to be read through has this. */
export interface RecentEmails {
  recent(limit: number): Promise<{
    /** Newest first. */
    readonly emails: readonly EmailLine[];
    /** Whether the whole table was read: only then are these surely its newest. */
    readonly complete: boolean;
  }>;
}

/** One line of the inbox. */
export interface InboxLine {
  /** Cursor: as `before`, it gives the mails older than this one. */
  readonly seq: number;
  readonly messageId: string;
  readonly acceptedAt: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What happened to the mail so far, in order. */
  readonly events: readonly string[];
}

/** One mail, opened. */
export interface OpenedMail extends InboxLine {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly html?: string;
  readonly text?: string;
}

/** The mails that went out. Only the local cloud keeps them. */
export interface Inbox {
  /** Newest first; `count` is of all there are. */
  list(page: { readonly limit: number; readonly before?: number }): Promise<{
    readonly mails: readonly InboxLine[];
    readonly count: number;
  }>;
  open(messageId: string): Promise<OpenedMail | undefined>;
  /** The MIME message. */
  source(messageId: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** An API call by the service's name in signatures and the action's, such as `ses` and `SendEmail`. */
export interface CallName {
  readonly service: string;
  readonly action: string;
}

/** What goes wrong with the calls of one action. Shares are from 0, never, to 1, always. */
export interface CallFaults extends CallName {
  readonly latencyMs: number;
  /** Share refused as too many, not executed. */
  readonly throttled: number;
  /** Share answered as an error, not executed. */
  readonly errorBefore: number;
  /** Share answered as an error, although it was executed. */
  readonly errorAfter: number;
  /** Share executed without an answer. */
  readonly replyLost: number;
}

/** What the local cloud does wrong on purpose. */
export interface FaultSettings {
  /** SES's events: shares, and how late every one is. */
  readonly events: {
    readonly duplicate: number;
    readonly reorder: number;
    readonly lateMs: number;
    readonly lost: number;
  };
  readonly calls: readonly CallFaults[];
  /** Kills the function that makes the nth such call from now on, before it gets the answer. */
  readonly killAfter: (CallName & { readonly nth: number }) | null;
}

/** The faults of the local cloud. Only it has any. */
export interface Faults {
  read(): Promise<FaultSettings>;
  /** Replaces all that was set. */
  replace(settings: FaultSettings): Promise<void>;
}
