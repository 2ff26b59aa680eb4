/** The table's key, index and attributes that the template must name. */
export const TRACKING_TABLE_KEY = 'emailId';
export const TTL_ATTRIBUTE = 'ttl';
export const ORDER_ID_INDEX = 'OrderIdIndex';
export const ORDER_ID_INDEX_KEYS = { partition: 'orderId', sort: 'timestamp' } as const;
/** Beyond its keys. Each change of one of these writes the index too, so only what a look-up by order shows is here. */
export const ORDER_ID_INDEX_ATTRIBUTES = ['customerEmail', 'emailType', 'status'] as const;

/**
 * By whom an email is for. Its keys are written once, with the claim, and it projects nothing that changes: one write unit per
 * email. An address is found in the spelling it was written in.
 */
export const ADDRESS_INDEX = 'CustomerEmailIndex';
export const ADDRESS_INDEX_KEYS = { partition: 'customerEmail', sort: 'timestamp' } as const;

/**
 * By what went wrong and when. Only an email with one of {@link PROBLEM_STATUSES} has these attributes, so the index costs nothing
 * for one that is sent and delivered.
 */
export const PROBLEM_INDEX = 'ProblemIndex';
export const PROBLEM_INDEX_KEYS = { partition: 'problem', sort: 'problemAt' } as const;

/** The emails an order may cause. Of shipments and refunds an order may have several, each with an email of its own. */
export const EMAIL_TYPES = [
  'ORDER_CONFIRMATION',
  'ORDER_SHIPPED',
  'ORDER_CANCELLED',
  'ORDER_REFUNDED',
] as const;
export type EmailType = (typeof EMAIL_TYPES)[number];

/** Written by the sender alone, guarded by the attempt number. See docs/ARCHITECTURE.md for the life cycle. */
type SendState = 'CLAIMED' | 'RETRY' | 'ACCEPTED' | 'REFUSED' | 'HELD';

/** What a reader sees: the highest-ranking fact known of the email. In the order of an email's life. */
export const DELIVERY_STATUSES = [
  'PENDING',
  'SENT',
  'DELAYED',
  'DELIVERED',
  'BOUNCED',
  'SUPPRESSED',
  'REJECTED',
  'FAILED',
  'COMPLAINED',
  'HELD',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** The statuses that somebody may have to do something about. The others are most of the table. */
export const PROBLEM_STATUSES = [
  'DELAYED',
  'BOUNCED',
  'SUPPRESSED',
  'REJECTED',
  'FAILED',
  'COMPLAINED',
  'HELD',
] as const satisfies readonly DeliveryStatus[];
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];

/**
 * The one item of the table that is no email: how far the feedback function has come. It has no orderId, so no look-up by order
 * finds it, and no orderId can have its key, since an email's id ends in a type.
 */
export const FEEDBACK_PROGRESS_ID = '#feedback-progress';

/** Milliseconds since the epoch: when the oldest message of a recent feedback batch had been sent. */
export const FEEDBACK_PROGRESS_ATTRIBUTE = 'seenSentAtMs';

/** One email in the table: two independent records in one item, the sender's and the feedback's. Times are ISO 8601, UTC. */
export interface TrackingItem {
  /** `ORDER123456#ORDER_CONFIRMATION`, `ORDER123456#ORDER_SHIPPED:S-1`. */
  readonly emailId: string;
  readonly orderId: string;
  /** When the email was first known. */
  readonly timestamp: string;
  /** Absent while only feedback knows the email. */
  readonly customerEmail?: string;
  readonly emailType: EmailType;
  readonly status: DeliveryStatus;
  /** Rank of `status`; a status is only ever replaced by one of a higher rank. */
  readonly statusRank: number;
  /** The status and the day on which it was reached, such as `BOUNCED#2026-11-24`; on one of {@link PROBLEM_STATUSES} alone. */
  readonly problem?: string;
  /** When that was. ISO 8601, UTC. */
  readonly problemAt?: string;
  /** Seconds since the epoch; DynamoDB deletes the item some time after. */
  readonly ttl: number;

  readonly sendState?: SendState;
  /** Grows by one with each claim. */
  readonly attempt?: number;
  /** Of the claim that wrote the current attempt. */
  readonly claimId?: string;
  /** Milliseconds since the epoch: no sender may take over before. */
  readonly leaseUntil?: number;
  /** Milliseconds since the epoch: without evidence until then, the attempt counts as not sent. */
  readonly doubtUntil?: number;
  /** Milliseconds since the epoch: the next attempt's earliest time while RETRY. */
  readonly notBefore?: number;
  /** Why RETRY, REFUSED or HELD: an error's code, never its text. */
  readonly reason?: string;
  /** Hash of what the mail shows, to notice the same order with other content. */
  readonly contentHash?: string;
  /** SES's id of the accepted mail. */
  readonly messageId?: string;
  /** The attempt that an SES event proved to be accepted. */
  readonly evidenceAttempt?: number;
  /** Attempts before this one whose outcome could not be learned. */
  readonly doubtedAttempts?: number;
  /** Sent again although an earlier attempt's outcome could not be learned. */
  readonly possibleDuplicate?: boolean;

  /** When the current attempt was claimed. */
  readonly claimedAt?: string;
  /** First time of each kind of fact. */
  readonly sentAt?: string;
  readonly delayedAt?: string;
  readonly deliveredAt?: string;
  readonly autoRepliedAt?: string;
  readonly bouncedAt?: string;
  readonly rejectedAt?: string;
  readonly failedAt?: string;
  readonly complainedAt?: string;

  readonly bounceType?: string;
  readonly bounceSubType?: string;
  /** The enhanced SMTP status code, such as `5.1.1`. */
  readonly smtpStatus?: string;
  /** What the other mail server said of a bounce, shortened, addresses removed. */
  readonly diagnostic?: string;

  /** The order as it was checked, packed, for a resend. Not in the index. Absent once erased. */
  readonly content?: Uint8Array;

  /** The email that this one sends again; on a resend alone, as the three below. */
  readonly resendOf?: string;
  /** Who asked for the resend, such as an operator's name. */
  readonly resentBy?: string;
  /** Why, in the operator's words. */
  readonly resendReason?: string;
  readonly requestedAt?: string;

  /** When personal data was removed from the item. None is ever written back. */
  readonly erasedAt?: string;
}

/** What an erasure removes: all that says who the customer is, or what somebody wrote about them. */
export const PERSONAL_ATTRIBUTES = [
  'customerEmail',
  'content',
  // Whoever knows an order could confirm a guess by it.
  'contentHash',
  'diagnostic',
  'resendReason',
] as const satisfies readonly (keyof TrackingItem)[];
