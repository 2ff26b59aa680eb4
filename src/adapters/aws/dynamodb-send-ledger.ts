import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type {
  ClaimResult,
  HeldClaim,
  Holder,
  NewClaim,
  NextClaim,
  RecordResult,
  SendLedger,
} from '#app/ports.ts';
import { DOUBT_SECONDS, LEASE_SECONDS, RETENTION_DAYS } from '#contract/timing.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { type RankedStatus, STATUS } from '#domain/delivery-status.ts';
import { PROBLEM_ATTRIBUTES, problemOf } from '#domain/problem.ts';
import { type Condition, type ConditionalUpdate, conditionalUpdate } from './conditional-update.ts';

/** Holds where no sender has ever claimed the email, even if feedback has already created its item. */
const neverClaimed: Condition = { attribute: 'sendState', is: 'absent' };
const unknownEmail: Condition = { attribute: 'emailId', is: 'absent' };
const noEvidence: Condition = { attribute: 'evidenceAttempt', is: 'absent' };
/** Holds until an erasure has removed what the mail was to be made of. */
const contentKept: Condition = { attribute: 'content', is: 'present' };

/** Holds while nobody has written since `item` was read: every claim draws a new claimId. */
const unchangedSince = ({ attempt, claimId, sendState }: HeldClaim): Condition[] => [
  { attribute: 'attempt', equals: attempt! },
  { attribute: 'claimId', equals: claimId! },
  { attribute: 'sendState', equals: sendState! },
];

/** Holds while the claim is still ours. */
const heldBy = ({ attempt, claimId }: Holder): Condition[] => [
  { attribute: 'attempt', equals: attempt },
  { attribute: 'claimId', equals: claimId },
  { attribute: 'sendState', equals: 'CLAIMED' },
];

type FinalState = 'ACCEPTED' | 'REFUSED';

/** Attributes that matter only while an attempt may be in flight. */
const IN_FLIGHT = ['leaseUntil', 'doubtUntil'] as const;

/** All that is known of an email which no sender has claimed. */
const OF_AN_EARLIER_EMAIL = [
  ...(['evidenceAttempt', 'messageId', 'erasedAt'] as const),
  ...(['sentAt', 'delayedAt', 'deliveredAt', 'autoRepliedAt'] as const),
  ...(['bouncedAt', 'rejectedAt', 'failedAt', 'complainedAt'] as const),
  ...PROBLEM_ATTRIBUTES,
  ...(['bounceType', 'bounceSubType', 'smtpStatus', 'diagnostic'] as const),
] as const;

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** The sender's half of the tracking table. */
export function dynamodbSendLedger(client: DynamoDBDocumentClient, table: string): SendLedger {
  const write = (update: ConditionalUpdate) => conditionalUpdate(client, table, update);

  const record = async (update: ConditionalUpdate): Promise<RecordResult> =>
    (await write(update)).kind === 'updated' ? 'recorded' : 'superseded';

  /** Ends an attempt for good: with `reached` as the status, unless what feedback has said ranks higher. */
  const settle = async (
    holder: Holder,
    reached: RankedStatus,
    at: string,
    { set, setOnce }: Pick<ConditionalUpdate, 'set' | 'setOnce'> & { set: { sendState: FinalState } },
  ): Promise<RecordResult> => {
    const base: ConditionalUpdate = {
      emailId: holder.emailId,
      set,
      ...(setOnce && { setOnce }),
      remove: IN_FLIGHT,
      conditions: heldBy(holder),
    };
    const raised = await write({
      ...base,
      set: { ...set, status: reached.status, statusRank: reached.rank, ...problemOf(reached.status, at) },
      conditions: [...base.conditions, { attribute: 'statusRank', below: reached.rank }],
    });
    if (raised.kind === 'updated' || isOwnOutcome(raised.item, holder, set.sendState)) return 'recorded';
    // Feedback was faster: its status stays, and the outcome is recorded beside it.
    return await record(base);
  };

  return {
    async find(emailId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { emailId }, ConsistentRead: true }),
      );
      return Item as TrackingItem | undefined;
    },

    async claim(claim) {
      const update: ConditionalUpdate = {
        emailId: claim.emailId,
        set: firstClaimAttributes(claim),
        conditions: [unknownEmail],
      };
      const first = await write(update);
      if (first.kind === 'updated' || first.item.sendState !== undefined)
        return claimResult(first, claim.claimId, 1);
      // Feedback or an erasure alone knows the email: they are of an earlier one, whose record has expired. This one begins anew.
      const anew = await write({ ...update, remove: OF_AN_EARLIER_EMAIL, conditions: [neverClaimed] });
      return claimResult(anew, claim.claimId, 1);
    },

    async claimResend({ emailId, claimId, nowMs }) {
      const result = await write({
        emailId,
        set: inFlight(1, claimId, nowMs),
        conditions: [neverClaimed, contentKept],
      });
      return claimResult(result, claimId, 1);
    },

    async claimNext(next) {
      const attempt = next.previous.attempt! + 1;
      const result = await write({
        emailId: next.emailId,
        set: nextClaimAttributes(next, attempt),
        remove: ['notBefore', 'reason', ...PROBLEM_ATTRIBUTES],
        conditions: [...unchangedSince(next.previous), noEvidence],
      });
      return claimResult(result, next.claimId, attempt);
    },

    accepted: (holder, messageId, nowMs) =>
      settle(holder, STATUS.sent, iso(nowMs), {
        set: { sendState: 'ACCEPTED', messageId },
        setOnce: { sentAt: iso(nowMs) },
      }),

    retryLater: (holder, reason, notBefore) =>
      record({
        emailId: holder.emailId,
        set: { sendState: 'RETRY', reason, notBefore },
        remove: IN_FLIGHT,
        conditions: heldBy(holder),
      }),

    refused: (holder, reason, nowMs) =>
      settle(holder, STATUS.failed, iso(nowMs), {
        set: { sendState: 'REFUSED', reason },
        setOnce: { failedAt: iso(nowMs) },
      }),

    held: (claim, reason, nowMs) =>
      record({
        emailId: claim.emailId,
        // The rank stays that of PENDING, so that any evidence replaces what is shown.
        set: { sendState: 'HELD', reason, status: 'HELD', ...problemOf('HELD', iso(nowMs)) },
        // Its doubt goes on: a redrive waits for the end of that.
        remove: ['leaseUntil'],
        conditions: [...unchangedSince(claim), noEvidence],
      }),

    adoptEvidence: (item) =>
      record({
        emailId: item.emailId,
        set: { sendState: 'ACCEPTED' },
        remove: [...IN_FLIGHT, 'notBefore', 'reason'],
        conditions: unchangedSince(item),
      }),
  };
}

function firstClaimAttributes({ claimId, nowMs, emailId: _, ...known }: NewClaim) {
  return {
    ...known,
    timestamp: iso(nowMs),
    status: STATUS.pending.status,
    statusRank: STATUS.pending.rank,
    ttl: expiry(nowMs),
    ...inFlight(1, claimId, nowMs),
  };
}

function nextClaimAttributes({ previous, claimId, nowMs, afterDoubt }: NextClaim, attempt: number) {
  const held = previous.sendState === 'HELD';
  return {
    ...inFlight(attempt, claimId, nowMs),
    ...(afterDoubt && { possibleDuplicate: true, doubtedAttempts: (previous.doubtedAttempts ?? 0) + 1 }),
    // A person who redrives a held email starts its attempts anew.
    ...(held && { status: STATUS.pending.status, doubtedAttempts: 0 }),
  };
}

function inFlight(attempt: number, claimId: string, nowMs: number) {
  return {
    sendState: 'CLAIMED' as const,
    attempt,
    claimId,
    claimedAt: iso(nowMs),
    leaseUntil: nowMs + LEASE_SECONDS * 1000,
    doubtUntil: nowMs + DOUBT_SECONDS * 1000,
  };
}

/** In whole seconds: DynamoDB ignores a TTL in milliseconds. */
const expiry = (nowMs: number) => Math.floor(nowMs / 1000) + RETENTION_DAYS * 24 * 60 * 60;

type WriteResult = Awaited<ReturnType<typeof conditionalUpdate>>;

/** A conflict with our own claimId is our own write: the client repeated it after its reply was lost. */
function claimResult(result: WriteResult, claimId: string, attempt: number): ClaimResult {
  if (result.kind === 'updated') return { kind: 'claimed', attempt };
  const item = result.item as TrackingItem;
  // It was there a moment ago, or the condition had held: it is gone or erased since. The message comes again and looks anew.
  if (item.sendState === undefined)
    throw new Error('The item vanished between a refused claim and the look at it.');
  if (item.claimId === claimId && item.sendState === 'CLAIMED')
    return { kind: 'claimed', attempt: item.attempt! };
  return { kind: 'taken', item };
}

/** Our own write that the client repeated. */
const isOwnOutcome = (item: Partial<TrackingItem>, { attempt, claimId }: Holder, sendState: FinalState) =>
  item.sendState === sendState && item.attempt === attempt && item.claimId === claimId;
