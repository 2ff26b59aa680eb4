import type { MetricName } from '#contract/metrics.ts';
import type { DeliveryStatus, EmailType, ProblemStatus } from '#contract/tracking-item.ts';

/** Every capability from outside that only people's tools need, the command line and the console; the others are in ports.ts. */

/** From `since` on, up to and including `until`. ISO 8601, UTC. */
export interface TimeSpan {
  readonly since: string;
  readonly until: string;
}

/** One email that a search found. */
export interface FoundEmail {
  readonly emailId: string;
  readonly orderId: string;
  readonly emailType: EmailType;
  readonly status: DeliveryStatus;
  /** Of an address: when the email was first known. Of a problem: when its status was reached. ISO 8601, UTC. */
  readonly at: string;
}

/** What a search answers: the newest first. */
export interface Search {
  readonly emails: readonly FoundEmail[];
  /** Whether there may be more than the limit let through. */
  readonly more: boolean;
  /** Requests made to the table. */
  readonly requests: number;
}

/** Searches whose costs depend on what they find, never on how full the table is. */
export interface EmailSearch {
  /** Emails to an address, as it is written and in lower case. */
  byAddress(address: string, span: TimeSpan, limit: number): Promise<Search>;
  /** Emails that reached one of the statuses in the span and still have it. */
  byProblem(statuses: readonly ProblemStatus[], span: TimeSpan, limit: number): Promise<Search>;
}

/** Who calls AWS. */
export interface Caller {
  /** 12 digits. */
  readonly account: string;
  /** Such as `aws`. */
  readonly partition: string;
  /** Such as `anna` or `Support/anna`: never an address. */
  readonly name: string;
}

/** The queues with messages that need a person. */
export const DEAD_LETTER_QUEUES = [
  'orders',
  'feedback',
  'orders-undelivered',
  'feedback-undelivered',
] as const;
export type DeadLetterQueue = (typeof DEAD_LETTER_QUEUES)[number];

/** One message that needs a person. */
export interface DeadLetter {
  readonly id: string;
  /** Its body may hold personal data: show it only to who asks for it. */
  readonly body: string;
  /** When it was first sent. ISO 8601, UTC. */
  readonly sentAt: string;
  /** Why it is here, as our code or SNS has written it: `reason`, `field`, `allowed`, `emailId` … Never a value of the event. */
  readonly attributes: Readonly<Record<string, string>>;
  /** By which it is deleted or released. */
  readonly handle: string;
}

/** The dead letters, of queues and of subscriptions. */
export interface DeadLetters {
  /** How many messages a queue has: waiting, and held by somebody at this moment. Approximate. */
  depth(queue: DeadLetterQueue): Promise<{ readonly waiting: number; readonly held: number }>;
  /**
   * Takes the messages, at most `limit`, so that nobody else gets them for `seconds`. They are there again after that, or as soon
   * as they are released.
   */
  take(queue: DeadLetterQueue, limit: number, seconds: number): Promise<readonly DeadLetter[]>;
  release(queue: DeadLetterQueue, letters: readonly DeadLetter[]): Promise<void>;
  /** Sends it to the queue it was meant for, then deletes it: one that breaks off in between is there twice, and mailed once. */
  moveBack(queue: DeadLetterQueue, letter: DeadLetter): Promise<void>;
  /** Has SQS move all of a queue's. Undefined: SQS does not do that for this queue. */
  startMove(queue: DeadLetterQueue): Promise<MoveTask | undefined>;
  /** Deletes it for good. `gone`: somebody else has dealt with it. */
  discard(queue: DeadLetterQueue, letter: DeadLetter): Promise<'discarded' | 'gone'>;
}

/** SQS moving messages. */
export interface MoveTask {
  /** How far it is by now. */
  look(): Promise<{ readonly moved: number; readonly running: boolean; readonly failure?: string }>;
}

/** What operators did: written before they do it. */
export interface AuditTrail {
  /** Throws where it cannot be written; what it is about must then not be done. */
  record(entry: AuditEntry): Promise<void>;
}

/** One line of the audit trail. No personal data: an address is given as its digest, see address-digest.ts. */
export interface AuditEntry {
  readonly action: 'resend' | 'erase' | 'redrive' | 'discard' | 'remove-suppression';
  /** Who does it. */
  readonly by: string;
  /** Why, in the operator's words, of which addresses are not kept; absent where nobody asked. */
  readonly why?: string;
  /** Ids of what it is done to. */
  readonly target: Readonly<Record<string, string | number | readonly string[]>>;
}

/** One address of the account's suppression list. */
export interface SuppressedAddress {
  readonly address: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** A part of SES's list. */
export interface SuppressionPage {
  readonly addresses: readonly SuppressedAddress[];
  /** By which the next page is asked for; absent from the last. SES's own word: it may end. */
  readonly next?: string;
}

/** Reads SES's list. */
export interface SuppressionListing {
  /** One page, as many as SES gives at once: the first, or what follows a page by its `next`. */
  page(next?: string): Promise<SuppressionPage>;
  /** All of them, a page a second at most. */
  pages(): AsyncIterable<readonly SuppressedAddress[]>;
}

/** How often each thing happened. */
export interface EmailCounts {
  count(span: TimeSpan): Promise<Readonly<Record<MetricName, number>>>;
}

/** How often things happened, hour by hour. */
export interface HourlyCounts {
  /** `since` is a full hour. Of each hour of the span the count of each name, in the order of the names. */
  hours(
    names: readonly MetricName[],
    span: TimeSpan,
  ): Promise<readonly { readonly at: string; readonly counts: readonly number[] }[]>;
}

/** One of the environment's alarms. */
export interface AlarmState {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** When it came to its state. ISO 8601, UTC. */
  readonly since: string;
  /** Why, in CloudWatch's words. */
  readonly reason: string;
  /** As the alarm was made. */
  readonly description: string;
}

export interface AlarmStates {
  read(): Promise<readonly AlarmState[]>;
}

/** One line that a function has logged. */
export interface LogLine {
  /** Tells the line from every other. */
  readonly id: string;
  readonly atMs: number;
  /** Which function, such as `sender`. */
  readonly source: string;
  readonly text: string;
}

export interface FunctionLogs {
  /** Lines since a moment, oldest first. */
  since(atMs: number): Promise<readonly LogLine[]>;
}
