import { ATTEMPT_TAG, EMAIL_ID_TAG } from '#contract/mail-tags.ts';
import { METRICS, type MetricName } from '#contract/metrics.ts';
import {
  configurationSetOf,
  knownEventType,
  parseSesEvent,
  type SesEvent,
  tagValue,
} from '#contract/ses-event.ts';
import { RETENTION_DAYS } from '#contract/timing.ts';
import type { DeliveryStatus } from '#contract/tracking-item.ts';
import { emailIdOfTag, parseEmailId } from '#domain/email-id.ts';
import { factOf, timeOf } from '#domain/feedback.ts';
import type { Clock, FeedbackFact, FeedbackLedger, Log, Metrics } from './ports.ts';

export interface FeedbackDependencies {
  readonly ledger: FeedbackLedger;
  /** Events of other configuration sets are not ours. */
  readonly configurationSet: string;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'count'>;
  readonly log: Log;
}

/** A body that is neither an SES event nor a notice of SES. It must reach the dead-letter queue, where a person sees it. */
export class UnreadableFeedback extends Error {
  constructor() {
    super('The feedback message is neither an SES event nor a known notice.');
    this.name = 'UnreadableFeedback';
  }
}

const COUNTED: Partial<Record<DeliveryStatus, MetricName>> = {
  DELIVERED: METRICS.delivered,
  BOUNCED: METRICS.bounced,
  SUPPRESSED: METRICS.bounced,
  COMPLAINED: METRICS.complaint,
};

/**
 * Records what one SES event says. Events come in any order and any number of times; the result is the same.
 * Throws {@link UnreadableFeedback}, or when the table cannot be reached: the message then comes again.
 */
export async function recordFeedback(body: string, deps: FeedbackDependencies): Promise<void> {
  const parsed = parseSesEvent(body);
  if (parsed.kind === 'unreadable') throw new UnreadableFeedback();
  if (parsed.kind === 'notice') return;
  const fact = feedbackFactOf(parsed.event, deps);
  if (!fact)
    return deps.log.info('SES event ignored: not about a mail of ours', {
      eventType: knownEventType(parsed.event.eventType) ?? 'unknown',
    });

  const result = await deps.ledger.record(fact);
  const counted = fact.fact.reached && COUNTED[fact.fact.reached.status];
  if (result === 'recorded' && counted) deps.metrics.count(counted);
}

function feedbackFactOf(
  event: SesEvent,
  { configurationSet, clock }: FeedbackDependencies,
): FeedbackFact | undefined {
  if (configurationSetOf(event) !== configurationSet) return undefined;
  const emailId = emailIdOfTag(tagValue(event, EMAIL_ID_TAG) ?? '');
  const attempt = tagValue(event, ATTEMPT_TAG) ?? '';
  const fact = factOf(event);
  if (!emailId || !parseEmailId(emailId) || !ATTEMPT.test(attempt) || !fact) return undefined;
  const nowMs = clock.now();
  const at = new Date(plausible(timeOf(event)?.getTime(), nowMs)).toISOString();
  return { emailId, attempt: Number(attempt), messageId: event.mail.messageId, fact, at, nowMs };
}

/** As the sender writes it into the tag. */
const ATTEMPT = /^[1-9]\d{0,3}$/;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Emails are found by the day of what went wrong, so that an event may not be of any day that it likes. */
function plausible(timeMs: number | undefined, nowMs: number): number {
  const isPlausible =
    timeMs !== undefined && timeMs > nowMs - RETENTION_DAYS * DAY_MS && timeMs < nowMs + DAY_MS;
  return isPlausible ? timeMs : nowMs;
}
