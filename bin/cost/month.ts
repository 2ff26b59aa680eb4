import { RETENTION_DAYS } from '#contract/timing.ts';
import type { Usage } from '#domain/bill.ts';
import { IDLE_RECEIVE } from '#local/meter/long-polls.ts';
import type { UsageLine } from '#local/meter/usage.ts';
import type { Metered } from './metered-pipeline.ts';
import { SCENARIOS } from './scenarios.ts';

/** What is metered once, and every month is made of. */
export interface Metering {
  readonly tens: Metered;
  readonly alone: Metered;
  /** What there is whether or not mails are sent: alarms, dashboards, the reads that Lambda keeps waiting. */
  readonly standing: readonly UsageLine[];
  /** One run of the daily cost check. */
  readonly dailyCheck: readonly UsageLine[];
}

/** So many emails a day, and whether they come so close together that every batch is full. */
export interface Volume {
  readonly emailsADay: number;
  readonly batches: 'tens' | 'alone';
  /** Whether the shop publishes ten orders with one PublishBatch. @default each with a Publish */
  readonly publishBatch?: boolean;
}

/** At 100,000 a day an order comes each 0.9 s, and is read alone; only at far more do batches fill. */
export const VOLUMES: readonly Volume[] = [
  { emailsADay: 2_000, batches: 'alone' },
  { emailsADay: 100_000, batches: 'alone' },
  { emailsADay: 10_000_000, batches: 'tens' },
];

export const DAYS = 30;

/** A month's usage at a volume: what one email was metered to use, times the emails, and what stands. */
export function monthlyUsage(volume: Volume, metering: Metering): Usage[] {
  const { used, kept, orders } = metering[volume.batches];
  const emails = volume.emailsADay * DAYS;
  const ofEmails = publishedAs(volume, used, metering.alone).map((line) => times(line, emails / orders));
  // In every month so much is there as is written in the time that it is kept.
  const ofKept = kept.map((line) => times(line, (volume.emailsADay * RETENTION_DAYS) / orders));
  const ofStanding = metering.standing.map((line) =>
    line.operation === IDLE_RECEIVE ? idleReads(line, ofEmails) : line,
  );
  return [...ofEmails, ...ofKept, ...ofStanding, ...metering.dailyCheck.map((line) => times(line, DAYS))];
}

/** Batches of ten were metered with a PublishBatch; most shops publish each order as it comes. */
function publishedAs({ batches, publishBatch }: Volume, used: readonly UsageLine[], alone: Metered) {
  if (batches === 'alone' || publishBatch) return used;
  const each = alone.used.filter(isOrderPublish).map((line) => times(line, SCENARIOS.tens.orders));
  return [...used.filter((line) => line.operation !== 'PublishBatch'), ...each];
}

const isOrderPublish = ({ operation, resource }: UsageLine) =>
  operation === 'Publish' && resource.includes('order');

const times = <Line extends UsageLine>(line: Line, factor: number): Line => ({
  ...line,
  quantity: line.quantity * factor,
});

/** What Lambda's idle reads of a queue come to where mails are sent evenly all day: messages end reads early. */
function idleReads(line: UsageLine, ofEmails: readonly UsageLine[]): UsageLine {
  const withMessages = ofEmails
    .filter(({ operation, resource }) => operation === 'ReceiveMessage' && resource === line.resource)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const idle = line.quantity * 24 * DAYS;
  const share = emptyShare(withMessages / idle);
  return { ...line, quantity: idle * share };
}

/**
 * How many reads of 20 s come back empty, of those that would if no message ever came, where so many messages fall into such a
 * read on average, at random: x / (eˣ − 1).
 */
function emptyShare(messagesARead: number): number {
  return messagesARead === 0 ? 1 : messagesARead / Math.expm1(messagesARead);
}
