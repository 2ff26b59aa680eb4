import type { DeliveryStatus, TrackingItem } from '#contract/tracking-item.ts';

/** The attributes that hold the first time of each kind of fact. */
export type FactTime = keyof Pick<
  TrackingItem,
  | 'sentAt'
  | 'delayedAt'
  | 'deliveredAt'
  | 'autoRepliedAt'
  | 'bouncedAt'
  | 'rejectedAt'
  | 'failedAt'
  | 'complainedAt'
>;

/** A status and its rank: an email shows the highest-ranking one of all it has reached. */
export interface RankedStatus {
  readonly status: DeliveryStatus;
  readonly rank: number;
}

/**
 * Ranks, not times, decide what a reader sees, because events overtake each other and repeat: whatever the order in which
 * facts arrive, the same one is the highest. No two statuses share a rank, or the first to arrive would win.
 *
 *   PENDING → SENT → DELAYED → DELIVERED → soft BOUNCED → BOUNCED, SUPPRESSED, REJECTED, FAILED → COMPLAINED
 *
 * A bounce outranks a delivery: an asynchronous bounce comes days after "delivered" and is the truth.
 */
export const STATUS = {
  pending: { status: 'PENDING', rank: 0 },
  sent: { status: 'SENT', rank: 10 },
  delayed: { status: 'DELAYED', rank: 20 },
  delivered: { status: 'DELIVERED', rank: 40 },
  softBounced: { status: 'BOUNCED', rank: 50 },
  bounced: { status: 'BOUNCED', rank: 60 },
  suppressed: { status: 'SUPPRESSED', rank: 62 },
  rejected: { status: 'REJECTED', rank: 64 },
  failed: { status: 'FAILED', rank: 66 },
  complained: { status: 'COMPLAINED', rank: 70 },
} as const satisfies Record<string, RankedStatus>;

/** What one SES event says of an email. */
export interface Fact {
  /** Where its time is kept; absent when the event only proves that SES accepted the mail. */
  readonly time?: FactTime;
  /** Absent for what is noted without changing the status. */
  readonly reached?: RankedStatus;
  readonly bounceType?: string;
  readonly bounceSubType?: string;
  readonly smtpStatus?: string;
  /** What the mail server said, addresses removed. */
  readonly diagnostic?: string;
}
