import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { FactResult, FeedbackFact, FeedbackLedger } from '#app/ports.ts';
import { ORPHAN_RETENTION_DAYS } from '#contract/timing.ts';
import { TRACKING_TABLE_KEY, type TrackingItem } from '#contract/tracking-item.ts';
import { STATUS } from '#domain/delivery-status.ts';
import { parseEmailId } from '#domain/email-id.ts';
import { PROBLEM_ATTRIBUTES, problemOf } from '#domain/problem.ts';
import { type Condition, type ConditionalUpdate, conditionalUpdate } from './conditional-update.ts';

const BOUNCE_DETAILS = ['bounceType', 'bounceSubType', 'smtpStatus', 'diagnostic'] as const;

/** What a mail server said may name the customer, whose data was to be removed for good. */
const notErased: Condition = { attribute: 'erasedAt', is: 'absent' };

/** The feedback's half of the tracking table. Never needs the sender's record to exist. */
export function dynamodbFeedbackLedger(client: DynamoDBDocumentClient, table: string): FeedbackLedger {
  const write = (update: ConditionalUpdate) => conditionalUpdate(client, table, update);
  /** Not the latest state, perhaps: it may lack a fact, and never has one that was not recorded. */
  const glance = async (emailId: string): Promise<Partial<TrackingItem>> => {
    const command = new GetCommand({ TableName: table, Key: { [TRACKING_TABLE_KEY]: emailId } });
    return (await client.send(command)).Item ?? {};
  };
  return {
    async record(fact): Promise<FactResult> {
      const { reached, time, ...bounce } = fact.fact;
      if (isUsuallyKnown(fact) && isRecorded(fact, await glance(fact.emailId))) return 'known';
      const base = evidence(fact);
      if (!reached) {
        await write({ ...base, setOnce: { ...base.setOnce, status: 'PENDING', statusRank: 0 } });
        return 'recorded';
      }
      const problem = problemOf(reached.status, fact.at);
      const raised = await write({
        ...base,
        set: { status: reached.status, statusRank: reached.rank, ...bounce, ...problem },
        remove: [
          // A bounce that outranks an earlier one replaces all that was said of it.
          ...(time === 'bouncedAt' ? BOUNCE_DETAILS.filter((name) => bounce[name] === undefined) : []),
          // Free where there was no problem: the index is written for what is in it.
          ...(problem ? [] : PROBLEM_ATTRIBUTES),
        ],
        conditions: [
          { attribute: 'statusRank', below: reached.rank },
          ...(bounce.diagnostic === undefined ? [] : [notErased]),
        ],
      });
      if (raised.kind === 'updated') return 'recorded';
      if (bounce.diagnostic !== undefined && raised.item.erasedAt !== undefined)
        return await this.record(withoutDiagnostic(fact));
      // A duplicate, or a lower rank than is known: at most its time and its evidence are news.
      if (isKnown(fact, raised.item)) return 'known';
      if (time === undefined || raised.item[time] !== undefined) {
        await write(base);
        return 'known';
      }
      // Of copies that are recorded at once, the first is news.
      const noted = await write({ ...base, conditions: [{ attribute: time, is: 'absent' }] });
      return noted.kind === 'updated' ? 'recorded' : 'known';
    },
  };
}

function withoutDiagnostic({ fact: { diagnostic: _, ...fact }, ...rest }: FeedbackFact): FeedbackFact {
  return { ...rest, fact };
}

/** What every event proves, whatever it says: SES accepted this attempt. */
function evidence({ emailId, attempt, messageId, fact, at, nowMs }: FeedbackFact): ConditionalUpdate {
  const { orderId, emailType } = parseEmailId(emailId)!;
  return {
    emailId,
    setOnce: {
      orderId,
      emailType,
      timestamp: at,
      ttl: Math.floor(nowMs / 1000) + ORPHAN_RETENTION_DAYS * 24 * 60 * 60,
      evidenceAttempt: attempt,
      messageId,
      ...(fact.time && { [fact.time]: at }),
    },
    conditions: [],
  };
}

/**
 * A Send event says what the sender has usually written itself by then. A read of half a unit finds that out for a tenth of the
 * price of a write that its condition refuses.
 */
function isUsuallyKnown({ fact: { reached } }: FeedbackFact): boolean {
  return reached?.status === STATUS.sent.status;
}

/** Facts are only ever added and ranks only rise, so what was true of an item of a moment ago is true of it now. */
function isRecorded(fact: FeedbackFact, item: Partial<TrackingItem>): boolean {
  const { reached } = fact.fact;
  return (item.statusRank ?? -1) >= (reached?.rank ?? 0) && isKnown(fact, item);
}

/** Evidence is only needed while the sender has not recorded an acceptance itself. */
function isKnown({ fact }: FeedbackFact, item: Partial<TrackingItem>): boolean {
  const timeKnown = fact.time === undefined || item[fact.time] !== undefined;
  return timeKnown && (item.sendState === 'ACCEPTED' || item.evidenceAttempt !== undefined);
}
