import { METRICS } from '#contract/metrics.ts';
import { MAX_RECEIVE_COUNT, QUEUE_RETENTION_DAYS } from '#contract/timing.ts';
import type { HeldClaim, OrderMessage } from './ports.ts';
import type { MessageOutcome, SenderDependencies } from './sender-dependencies.ts';

type KeepDependencies = Pick<SenderDependencies, 'clock' | 'ledger' | 'queue' | 'metrics' | 'log'>;

/** SQS deletes what it has kept for its retention period, silently: an hour before, a person takes over. */
const LAST_HOUR_MS = 60 * 60 * 1000;

/**
 * Keeps the message from everybody for `seconds`. Where it would not come again after that (its receives are used up, or the
 * queue's retention ends), it goes to the dead letters with a reason instead, so that waiting never loses an order.
 *
 * @param claim what to mark as held in that case; absent where no claim of ours, or of an item just read, stands
 */
export async function keepFor(
  message: OrderMessage,
  seconds: number,
  claim: HeldClaim | undefined,
  deps: KeepDependencies,
): Promise<MessageOutcome> {
  const hiddenSeconds = Math.max(1, seconds);
  const reason = endOfPatience(message, deps.clock.now() + hiddenSeconds * 1000);
  if (reason !== undefined) return await hold(message, claim, reason, deps);
  await deps.queue.hide(message, hiddenSeconds);
  return 'kept';
}

export function keepUntil(
  message: OrderMessage,
  untilMs: number,
  claim: HeldClaim | undefined,
  deps: KeepDependencies,
): Promise<MessageOutcome> {
  return keepFor(message, Math.ceil((untilMs - deps.clock.now()) / 1000), claim, deps);
}

function endOfPatience({ receiveCount, sentAtMs }: OrderMessage, nextMs: number): string | undefined {
  if (receiveCount >= MAX_RECEIVE_COUNT) return 'RECEIVES_USED_UP';
  const deletedAtMs = sentAtMs + QUEUE_RETENTION_DAYS * 24 * 60 * 60 * 1000;
  return nextMs >= deletedAtMs - LAST_HOUR_MS ? 'WAITED_TOO_LONG' : undefined;
}

/**
 * Gives the email to a person. The message is safe among the dead letters before the email is marked: the other way round, a
 * crash in between would leave an email that is held while its message still goes round.
 */
export async function hold(
  message: OrderMessage,
  claim: HeldClaim | undefined,
  reason: string,
  { ledger, queue, clock, metrics, log }: KeepDependencies,
): Promise<MessageOutcome> {
  const emailId = claim?.emailId;
  await queue.deadLetter(message, { reason, ...(emailId !== undefined && { emailId }) });
  // Where evidence or another sender was faster, there is nothing to mark: the dead letter, redriven, finds the email as it is.
  if (claim) await ledger.held(claim, reason, clock.now());
  metrics.count(METRICS.held);
  log.error('Email held for a person', { messageId: message.messageId, emailId, reason });
  return 'done';
}
