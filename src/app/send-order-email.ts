import { ATTEMPT_TAG, EMAIL_ID_TAG } from '#contract/mail-tags.ts';
import { MEASURES, METRICS } from '#contract/metrics.ts';
import {
  LEASE_SECONDS,
  SES_CONNECTION_TIMEOUT_SECONDS,
  SES_REQUEST_TIMEOUT_SECONDS,
} from '#contract/timing.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { backlogWaitMs, backoffMs, blockedWaitMs, dailyQuotaWaitMs, turnWaitMs } from '#domain/backoff.ts';
import { decideClaim } from '#domain/claim.ts';
import { tagOf } from '#domain/email-id.ts';
import type { SendOutcome } from '#domain/send-outcome.ts';
import { adoptEvidence } from './adopt-evidence.ts';
import { type Draft, draftOf, type Settled, settled } from './draft-email.ts';
import { hold, keepFor, keepUntil } from './keep-or-hold.ts';
import type { ClaimResult, Holder, Mail, OrderMessage } from './ports.ts';
import type { MessageOutcome, SenderDependencies } from './sender-dependencies.ts';

/** A call to SES that begins with so much time left ends before the function is killed, with room to record its outcome. */
const CALL_BUDGET_MS = 1000 * (SES_REQUEST_TIMEOUT_SECONDS + SES_CONNECTION_TIMEOUT_SECONDS + 2);

/** The usual claim takes milliseconds. A slower one is found out after it. */
const CLAIM_BUDGET_MS = 1_000;

/**
 * Brings one message of the order queue as far as it can be brought now. See docs/ARCHITECTURE.md for the table of states
 * this follows. Throws only when the table or the queue cannot be reached; the message then comes again by itself.
 */
export async function sendOrderEmail(
  message: OrderMessage,
  deps: SenderDependencies,
): Promise<MessageOutcome> {
  const draft = await draftOf(message, deps);
  if (draft.kind === 'settled') return draft.outcome;

  const nowMs = deps.clock.now();
  const slotMs = deps.pace.reserve(nowMs, deps.sendsPerSecond);
  const waitMs = slotMs - nowMs;
  if (deps.remainingMs() < waitMs + CLAIM_BUDGET_MS + CALL_BUDGET_MS) {
    deps.pace.release(slotMs);
    return await returnUnclaimed(message, waitMs, deps);
  }
  // Before the claim, not after it: a function killed while it waits then leaves nothing in doubt.
  await deps.clock.sleep(waitMs);

  const claimId = deps.random.newId();
  const claim = await claimEmail(message, draft, claimId, deps);
  if (claim.kind !== 'claimed') {
    deps.pace.release(slotMs);
    return claim.outcome;
  }
  const holder = { emailId: draft.emailId, attempt: claim.attempt, claimId };
  if (deps.remainingMs() < CALL_BUDGET_MS) {
    deps.pace.release(slotMs);
    return await retryLater(message, holder, 'CLAIM_TOOK_TOO_LONG', 0, deps);
  }
  const outcome = await deps.mailer.send(mailOf(draft, holder));
  return await recordOutcome(message, draft, holder, outcome, deps);
}

/**
 * The slot comes too late for this invocation. The message is hidden for as long as the slot was away, since the rate would not
 * allow it sooner, and longer each time: others may be before it again.
 */
function returnUnclaimed(message: OrderMessage, slotWaitMs: number, deps: SenderDependencies) {
  const waitMs = Math.max(slotWaitMs, turnWaitMs(message.receiveCount, deps.random.next()));
  return keepFor(message, Math.ceil(waitMs / 1000), undefined, deps);
}

type Claimed = { readonly kind: 'claimed'; readonly attempt: number };

async function claimEmail(message: OrderMessage, draft: Draft, claimId: string, deps: SenderDependencies) {
  const first = await draft.claim(claimId, deps.clock.now());
  if (first.kind === 'claimed') return first;
  noteDuplicate(first.item, draft, message, deps);
  return await takeOver(message, first.item, claimId, deps);
}

async function takeOver(
  message: OrderMessage,
  item: TrackingItem,
  claimId: string,
  deps: SenderDependencies,
): Promise<Claimed | Settled> {
  const { feedback, clock } = deps;
  const decision = decideClaim(item, claimId, clock.now());
  switch (decision.kind) {
    case 'own-claim':
      return { kind: 'claimed', attempt: item.attempt! };
    case 'finished':
      return settled('done');
    case 'adopt-evidence':
      return settled(await adoptEvidence(message, item, decision.attempt, deps));
    case 'wait':
      return settled(await keepUntil(message, decision.untilMs, item, deps));
    case 'retry':
      return await claimNext(message, item, claimId, false, deps);
    case 'in-doubt': {
      if (decision.tooLong) return settled(await hold(message, item, 'IN_DOUBT_TOO_LONG', deps));
      if (await feedback.hasBacklog(Date.parse(item.claimedAt ?? item.timestamp)))
        return settled(await waitForFeedback(message, item, deps));
      if (!decision.attemptsLeft) return settled(await hold(message, item, 'ATTEMPTS_USED_UP', deps));
      return await claimNext(message, item, claimId, true, deps);
    }
  }
}

const waitForFeedback = (message: OrderMessage, item: TrackingItem, deps: SenderDependencies) =>
  keepFor(message, backlogWaitMs(message.receiveCount) / 1000, item, deps);

async function claimNext(
  message: OrderMessage,
  previous: TrackingItem,
  claimId: string,
  afterDoubt: boolean,
  deps: SenderDependencies,
): Promise<Claimed | Settled> {
  const { ledger, clock, metrics, log } = deps;
  const { emailId } = previous;
  const next: ClaimResult = await ledger.claimNext({
    emailId,
    previous,
    claimId,
    nowMs: clock.now(),
    afterDoubt,
  });
  // Another sender, or evidence, was faster: look again when it has had its time.
  if (next.kind === 'taken') return settled(await keepFor(message, 1, undefined, deps));
  if (afterDoubt) {
    metrics.count(METRICS.possibleDuplicate);
    log.warn('Sending again after an attempt of unknown outcome', { emailId, attempt: next.attempt });
  }
  return next;
}

function noteDuplicate(
  item: TrackingItem,
  draft: Draft,
  message: OrderMessage,
  { metrics, log }: SenderDependencies,
) {
  // Received again, it is the message that made the claim; received for the first time, it is another one.
  if (message.receiveCount > 1) return;
  metrics.count(METRICS.duplicate);
  if (item.contentHash === undefined || item.contentHash === draft.contentHash) return;
  metrics.count(METRICS.contentConflict);
  log.warn('The same order came with other content; the first is kept', { emailId: draft.emailId });
}

function mailOf({ to, content }: Draft, { emailId, attempt }: Holder): Mail {
  return {
    to,
    ...content,
    tags: { [EMAIL_ID_TAG]: tagOf(emailId), [ATTEMPT_TAG]: String(attempt) },
  };
}

async function recordOutcome(
  message: OrderMessage,
  draft: Draft,
  holder: Holder,
  outcome: SendOutcome,
  deps: SenderDependencies,
) {
  const { ledger, clock, random, metrics, log } = deps;
  const { emailId } = holder;
  const failures = message.receiveCount;
  switch (outcome.kind) {
    case 'accepted': {
      const acceptedAtMs = clock.now();
      const result = await ledger.accepted(holder, outcome.messageId, acceptedAtMs);
      // Somebody took over while this call was under way. The events of both mails settle the record.
      if (result === 'superseded') return await keepFor(message, LEASE_SECONDS, undefined, deps);
      metrics.count(METRICS.sent);
      // Two clocks: the queue's may be ahead.
      metrics.measure(MEASURES.publishToAccept, Math.max(0, acceptedAtMs - message.sentAtMs));
      if (draft.amountsDiffer) metrics.count(METRICS.amountMismatch);
      return 'done';
    }
    case 'refused':
      await ledger.refused(holder, outcome.reason, clock.now());
      metrics.count(METRICS.refused);
      log.warn('SES refused the mail', { emailId, reason: outcome.reason });
      return 'done';
    case 'throttled': {
      const waitMs = outcome.dailyQuota ? dailyQuotaWaitMs(failures) : turnWaitMs(failures, random.next());
      return await retryLater(message, holder, outcome.reason, waitMs, deps);
    }
    case 'unreached':
      return await retryLater(message, holder, outcome.reason, backoffMs(failures, random.next()), deps);
    case 'blocked':
      metrics.count(METRICS.blocked);
      metrics.measure(MEASURES.sendingAtRisk, 1);
      log.error('SES takes no mail from this account or set-up', { emailId, reason: outcome.reason });
      return await retryLater(message, holder, outcome.reason, blockedWaitMs(failures), deps);
    case 'unknown':
      metrics.count(METRICS.inDoubt);
      // Nothing is written: the claim stands, and evidence or the end of the doubt decides.
      log.warn('The outcome of a call to SES is unknown', { emailId, reason: outcome.reason });
      return await keepFor(message, LEASE_SECONDS, { ...holder, sendState: 'CLAIMED' }, deps);
  }
}

async function retryLater(
  message: OrderMessage,
  holder: Holder,
  reason: string,
  waitMs: number,
  deps: SenderDependencies,
) {
  const notBefore = deps.clock.now() + waitMs;
  const recorded = await deps.ledger.retryLater(holder, reason, notBefore);
  const held = recorded === 'recorded' ? ({ ...holder, sendState: 'RETRY' } as const) : undefined;
  return await keepUntil(message, notBefore, held, deps);
}
