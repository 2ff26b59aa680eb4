import type { DeliveryStatus } from '#contract/tracking-item.ts';
import { sampleOrder } from '#email/samples.ts';
import type { Clock, EmailReader, OrderTopic, Randomness } from './ports.ts';
import { answerOf } from './unavailable.ts';

/** The addresses of SES's mailbox simulator ("Using the mailbox simulator"), and what becomes of a mail to each. */
export const SIMULATED = {
  success: 'DELIVERED',
  bounce: 'BOUNCED',
  complaint: 'COMPLAINED',
  /** Delivered, and an automatic reply comes back. */
  ooto: 'DELIVERED',
  suppressionlist: 'SUPPRESSED',
} as const satisfies Readonly<Record<string, DeliveryStatus>>;

export type Simulated = keyof typeof SIMULATED;

export interface SendTestDependencies {
  readonly topic: OrderTopic;
  readonly emails: EmailReader;
  readonly clock: Clock;
  readonly random: Randomness;
}

/** What became of one test mail. */
export interface TestMail {
  readonly to: Simulated;
  readonly orderId: string;
  readonly expected: DeliveryStatus;
  /** Undefined: its order has not shown up. */
  readonly status: DeliveryStatus | undefined;
}

const POLL_MS = 1_000;

/**
 * Publishes an order to each simulator address, and follows them until all are what they should be or `patienceMs` is over. They
 * count against the sending quota, and neither as bounces nor as complaints. `onChange` hears of each status.
 */
export async function sendTestMails(
  addresses: readonly Simulated[],
  patienceMs: number,
  { topic, emails, clock, random }: SendTestDependencies,
  onChange: (mails: readonly TestMail[]) => void = () => {},
): Promise<readonly TestMail[]> {
  const startedAt = clock.now();
  let mails: readonly TestMail[] = addresses.map((to) => ({
    to,
    orderId: `TEST-${random.newId().slice(0, 8).toUpperCase()}-${to.toUpperCase()}`,
    expected: SIMULATED[to],
    status: undefined,
  }));
  for (const { to, orderId } of mails) {
    const order = sampleOrder(orderId, new Date(startedAt).toISOString(), `${to}@simulator.amazonses.com`);
    await answerOf('the order topic', topic.publish(order));
  }
  for (;;) {
    mails = await Promise.all(mails.map(async (mail) => ({ ...mail, status: await statusOf(mail, emails) })));
    onChange(mails);
    if (mails.every(arrived) || clock.now() - startedAt >= patienceMs) return mails;
    await clock.sleep(POLL_MS);
  }
}

/** Whether it is what it should be. */
export const arrived = ({ status, expected }: TestMail) => status === expected;

async function statusOf({ orderId }: TestMail, emails: EmailReader) {
  const [email] = await answerOf('the tracking table', emails.emailsOfOrder(orderId));
  return email?.status;
}
