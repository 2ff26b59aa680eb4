import type { Message } from '@aws-sdk/client-sqs';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { emailIdOf, emailIdOfTag, tagOf } from '#domain/email-id.ts';
import type { Mail } from './hour-account.ts';
import type { Publication, Traffic } from './hour-traffic.ts';

/** What there is when everything has healed. */
export interface Evidence {
  readonly items: readonly TrackingItem[];
  readonly mails: readonly Mail[];
  /** Of the order queue. */
  readonly deadLetters: readonly Message[];
  /** Messages in the other queues, none of which should have any, by queue. */
  readonly elsewhere: Readonly<Record<string, number>>;
}

/** What the evidence says of the traffic that was acknowledged. */
export interface Verdict {
  /** Acknowledged orders without exactly one email in its final status, or without a mail; with what is wrong. */
  readonly lost: readonly string[];
  /** Acknowledged poison events that are not in the dead letters under their reason. */
  readonly lostPoison: readonly string[];
  /** Second mails of orders that are permitted: see {@link isPermitted}. */
  readonly explainedDuplicates: readonly string[];
  /** Second mails that are not. */
  readonly duplicates: readonly string[];
  /** Dead letters and messages elsewhere that nothing explains. */
  readonly unexplained: readonly string[];
  readonly holds: boolean;
}

/** Holds the evidence against what was acknowledged. */
export function judge(traffic: Traffic, acknowledged: ReadonlySet<Publication>, evidence: Evidence): Verdict {
  const orders = ids(acknowledged, ({ kind }) => kind !== 'poison');
  const poison = ids(acknowledged, ({ kind }) => kind === 'poison');
  const emails = Map.groupBy(evidence.items, ({ orderId }) => orderId);
  const mails = Map.groupBy(evidence.mails, ({ tags }) => tags.emailId ?? '');
  const mailsOf = (orderId: string) => mails.get(tagOf(emailIdOfOrder(orderId)))?.length ?? 0;

  const lost = orders.flatMap((orderId) => {
    const problem = problemOf(emails.get(orderId) ?? [], mailsOf(orderId), traffic.expected.get(orderId)!);
    return problem ? `${orderId}: ${problem}` : [];
  });
  const repeated = orders.filter((orderId) => mailsOf(orderId) > 1);
  const isExplained = (orderId: string) => isPermitted(emails.get(orderId)?.[0], mailsOf(orderId));
  const letters = lettersOf(evidence.deadLetters, traffic);
  const unexplained = [
    ...evidence.deadLetters.filter((letter) => !poisonIdOf(letter, traffic)).map(describeLetter),
    ...Object.entries(evidence.elsewhere).flatMap(([queue, count]) =>
      count > 0 ? `${queue}: ${count}` : [],
    ),
    // Nobody published it, and yet there is a mail.
    ...evidence.mails.flatMap(({ tags }) => (isOurs(tags.emailId, traffic) ? [] : `a mail ${tags.emailId}`)),
  ];
  const found = {
    lost,
    lostPoison: poison.filter((id) => letters.get(id) !== traffic.poison.get(id)),
    explainedDuplicates: repeated.filter(isExplained),
    duplicates: repeated.filter((orderId) => !isExplained(orderId)),
    unexplained,
  };
  const wrong = [...lost, ...found.lostPoison, ...found.duplicates, ...unexplained];
  return { ...found, holds: wrong.length === 0 };
}

/**
 * One mail more for each attempt that was doubted until no event of SES had proved it, and then sent again: decision 0001. It is
 * all that effectively-once leaves open, and the item says so.
 */
function isPermitted(email: TrackingItem | undefined, mails: number): boolean {
  return email?.possibleDuplicate === true && mails - 1 <= (email.doubtedAttempts ?? 0);
}

function problemOf(emails: readonly TrackingItem[], mails: number, expected: string): string | undefined {
  if (emails.length !== 1) return `${emails.length} emails in the table`;
  const [{ status, sendState, reason = '-' }] = emails as [TrackingItem];
  if (mails === 0) return `no mail; its email is ${status}, ${sendState}, reason ${reason}`;
  if (sendState !== 'ACCEPTED') return `its email is ${sendState}, reason ${reason}`;
  return status === expected ? undefined : `its email is ${status} instead of ${expected}`;
}

const emailIdOfOrder = (orderId: string) =>
  emailIdOf({ orderId, emailType: 'ORDER_CONFIRMATION', resend: 1 });

function ids(publications: ReadonlySet<Publication>, which: (publication: Publication) => boolean): string[] {
  return [...new Set([...publications].filter(which).map(({ id }) => id))];
}

/** The reason under which each poison event lies there. One that was published or put there twice is there twice. */
function lettersOf(letters: readonly Message[], traffic: Traffic): ReadonlyMap<string, string> {
  return new Map(
    letters.flatMap((letter): [string, string][] => {
      const id = poisonIdOf(letter, traffic);
      return id === undefined ? [] : [[id, letter.MessageAttributes?.reason?.StringValue ?? '']];
    }),
  );
}

function poisonIdOf({ Body = '' }: Message, traffic: Traffic): string | undefined {
  const id = /POISON-\d+\./.exec(Body)?.[0];
  return id !== undefined && traffic.poison.has(id) ? id : undefined;
}

function describeLetter({ MessageAttributes = {} }: Message): string {
  const { reason, orderId, emailId } = MessageAttributes;
  const whose = emailId?.StringValue ?? orderId?.StringValue ?? 'no id';
  return `a dead letter of ${whose}, reason ${reason?.StringValue ?? 'none'}`;
}

/** The very first start publishes a sample order, which nobody waits for here. */
function isOurs(tag: string | undefined, { expected }: Traffic): boolean {
  const orderId = tag && emailIdOfTag(tag)?.split('#')[0];
  return orderId !== undefined && (expected.has(orderId) || orderId.startsWith('SAMPLE-'));
}
