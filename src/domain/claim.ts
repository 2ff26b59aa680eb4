import { DOUBT_LIMIT_SECONDS, MAX_ATTEMPTS } from '#contract/timing.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';

/** What a sender does with an order whose email somebody has claimed before. */
export type ClaimDecision =
  /** The stored claim is the one just written: the SDK repeated the request after its reply was lost. */
  | { readonly kind: 'own-claim' }
  /** ACCEPTED or REFUSED: a duplicate. */
  | { readonly kind: 'finished' }
  /** An SES event proves that an attempt was accepted. */
  | { readonly kind: 'adopt-evidence'; readonly attempt: number }
  /** Somebody may be at work, or evidence may still come, or SES asked for patience. */
  | { readonly kind: 'wait'; readonly untilMs: number }
  /** SES certainly refused the last attempt, and the wait is over, or a person has ended it. */
  | { readonly kind: 'retry' }
  /** No evidence came in time. It counts as not sent only if feedback is arriving at all. */
  | { readonly kind: 'in-doubt'; readonly attemptsLeft: boolean; readonly tooLong: boolean };

/**
 * Decides from the item alone. The life of an attempt:
 *
 *   claimed ─────────── leaseUntil ─────────── doubtUntil ──────────────▶
 *      │ its sender may be alive │ it is dead; an event may │ not sent, if feedback
 *      │                         │ still prove acceptance   │ has no backlog
 */
export function decideClaim(item: TrackingItem, claimId: string, nowMs: number): ClaimDecision {
  if (item.sendState === 'ACCEPTED' || item.sendState === 'REFUSED') return { kind: 'finished' };
  if (item.sendState === 'CLAIMED' && item.claimId === claimId) return { kind: 'own-claim' };
  if (item.evidenceAttempt !== undefined) return { kind: 'adopt-evidence', attempt: item.evidenceAttempt };
  if (item.sendState === 'RETRY') {
    return nowMs < (item.notBefore ?? 0) ? { kind: 'wait', untilMs: item.notBefore! } : { kind: 'retry' };
  }
  const { leaseUntil = 0, doubtUntil = 0 } = item;
  if (item.sendState === 'HELD') {
    // A certain refusal ends an attempt's doubt, and a redrive its wait.
    if (item.doubtUntil === undefined) return { kind: 'retry' };
    // A person redrove it: the attempts begin anew. But it may have been held, and redriven, before evidence had its time.
    if (nowMs < doubtUntil) return { kind: 'wait', untilMs: doubtUntil };
    return { kind: 'in-doubt', attemptsLeft: true, tooLong: false };
  }
  if (nowMs < leaseUntil) return { kind: 'wait', untilMs: leaseUntil };
  if (nowMs < doubtUntil) return { kind: 'wait', untilMs: doubtUntil };
  return {
    kind: 'in-doubt',
    attemptsLeft: (item.doubtedAttempts ?? 0) + 1 < MAX_ATTEMPTS,
    tooLong: nowMs >= Date.parse(item.claimedAt ?? item.timestamp) + DOUBT_LIMIT_SECONDS * 1000,
  };
}
