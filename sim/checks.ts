import { RESEND_PAUSE_SECONDS } from '#contract/timing.ts';
import { PERSONAL_ATTRIBUTES } from '#contract/tracking-item.ts';
import { emailIdOfTag } from '#domain/email-id.ts';
import type { SimulatedCloud } from './cloud.ts';
import { NAMES } from './cloud.ts';
import { type Item, plain } from './dynamodb/expressions.ts';
import type { Write } from './dynamodb/table-store.ts';
import type { EmailCase, EmailCases } from './email-case.ts';
import { emailIdInMessage } from './email-in.ts';
import type { Environment } from './environment.ts';
import { type Expected, expectedOf, FAILED, highest, SENT, type SesEventJson } from './expected-status.ts';
import type { Host } from './network.ts';
import { CANARY, isUnreadable } from './shop.ts';
import type { Invocation } from './simulated-function.ts';
import { duration } from './trace.ts';
import { type InvariantNumber, Violation } from './violation.ts';

/** No sender lives longer than this after it looked whether feedback has a backlog. */
const LONGEST_LIFE_MS = 31_000;

/** An attempt stays in doubt for 15 minutes from its claim, by clocks that differ by seconds. */
const SHORTEST_DOUBT_MS = 14 * 60_000;

/** Of a claim's values the first that is drawn is its own claimId. */
const DRAWN_ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}/;

const FINAL: ReadonlySet<unknown> = new Set(['ACCEPTED', 'REFUSED']);

/** A claim that the table took, and whether its sender has called SES, or has a reason not to. */
interface OpenClaim {
  readonly environment: Host;
  readonly attempt: number;
  readonly claimId: string;
  settled: boolean;
}

/** Watches a run from outside and compares what it sees with the invariants. The first violation is thrown once, by `raise`. */
export class Checks {
  readonly #cases: EmailCases;
  readonly #now: () => number;
  /** Which environment drew which id. */
  readonly #owners = new Map<string, Environment>();
  readonly #openClaims = new Map<string, OpenClaim>();
  /** By claimId: whether the last call of its owner that named it was spoiled. */
  readonly #spoiledClaims = new Map<string, boolean>();
  /** By order: when its last resend was asked for. */
  readonly #resendsAskedAt = new Map<string, number>();
  #violation: Violation | undefined;

  constructor(cases: EmailCases, now: () => number) {
    this.#cases = cases;
    this.#now = now;
  }

  get violation(): Violation | undefined {
    return this.#violation;
  }

  /** Callbacks cannot throw into the code under test, which would take it for an error of AWS. */
  #report(invariant: InvariantNumber, emailId: string, message: string): void {
    this.#violation ??= new Violation(invariant, emailId, message);
  }

  /** An environment drew an id. */
  drew(environment: Environment, id: string): void {
    this.#owners.set(id, environment);
  }

  /** A line of a log, metrics included. */
  line(line: string): void {
    if (line.includes(CANARY)) this.#report(9, '', `A line of a log holds a planted personal value: ${line}`);
  }

  /** The table was written. */
  wrote({ key, before, after }: Write, caller: Host | undefined): void {
    const [from, to] = [sendStateOf(before), sendStateOf(after)];
    const [earlier, later] = [numberOf(before, 'attempt') ?? 0, numberOf(after, 'attempt') ?? 0];
    const email = this.#cases.find(key) ?? this.#resendMade(key, after);
    const violated = (message: string) => this.#report(4, key, message);
    if (FINAL.has(from) && to !== from) violated(`The final send state ${from} became ${to ?? 'nothing'}.`);
    if (later < earlier) violated(`The attempt went back from ${earlier} to ${later}.`);
    if (later > earlier + 1) violated(`The attempt jumped from ${earlier} to ${later}.`);
    const begins = earlier === 0 && later === 1;
    if (!begins && (numberOf(after, 'statusRank') ?? 0) < (numberOf(before, 'statusRank') ?? 0))
      this.#report(
        5,
        key,
        `The rank of the status went down: ${statusOf(before)} became ${statusOf(after)}.`,
      );
    if (!email) return;
    if (before.erasedAt && after.erasedAt) this.#staysErased(key, after);
    if (later > earlier) this.#claimed(email, later, before, after, caller);
    else if (to !== from) this.#changed(email, from, to, after, caller);
    if (to === 'ACCEPTED' && from !== 'ACCEPTED' && email.acceptances.length === 0)
      violated('It is recorded as ACCEPTED, but SES took no mail of it.');
  }

  #resendMade(emailId: string, item: Item): EmailCase | undefined {
    if (item.resendOf === undefined) return undefined;
    const made = this.#cases.addResend(emailId);
    const requestedAt = timeOf(item, 'requestedAt');
    const before = this.#resendsAskedAt.get(made.orderId);
    if (before !== undefined && requestedAt - before < RESEND_PAUSE_SECONDS * 1000)
      this.#report(11, emailId, 'A double click made a second email.');
    this.#resendsAskedAt.set(made.orderId, requestedAt);
    return made;
  }

  #staysErased(emailId: string, after: Item): void {
    const back = PERSONAL_ATTRIBUTES.filter((name) => after[name] !== undefined);
    if (back.length > 0) this.#report(11, emailId, `What was erased came back: ${back.join(', ')}.`);
  }

  /** A message that asks for an email came into the order queue. */
  asked(emailId: string): void {
    const email = this.#cases.find(emailId);
    if (email) email.asked++;
  }

  /** SES took a mail to this address, while the item was so. */
  addressed({ emailId }: EmailCase, to: string, item: Item): void {
    const address = textOf(item, 'customerEmail');
    if (address !== undefined && address !== to)
      this.#report(11, emailId, 'Its mail went to another address than its record has.');
  }

  #claimed(email: EmailCase, attempt: number, before: Item, after: Item, caller: Host | undefined): void {
    email.claimedAt.set(attempt, this.#now());
    // What feedback said before the first claim was about an earlier email of the same id.
    if (attempt === 1) email.facts.length = 0;
    const claimId = textOf(after, 'claimId') ?? '';
    if (this.#owners.get(claimId) !== caller)
      this.#report(
        4,
        email.emailId,
        `Attempt ${attempt} was claimed under a claimId that its sender did not draw.`,
      );
    if (email.isResend && after.erasedAt !== undefined)
      this.#report(11, email.emailId, `Attempt ${attempt} was claimed after its content had been erased.`);
    if (attempt > 1 && before.evidenceAttempt !== undefined)
      this.#report(
        1,
        email.emailId,
        `Attempt ${attempt} was claimed although the item held the proof that attempt ${plain(before.evidenceAttempt)} was accepted.`,
      );
    if (caller)
      this.#openClaims.set(email.emailId, { environment: caller, attempt, claimId, settled: false });
  }

  #changed(
    email: EmailCase,
    from: string | undefined,
    to: string | undefined,
    after: Item,
    caller: Host | undefined,
  ): void {
    const owner = this.#owners.get(textOf(after, 'claimId') ?? '');
    const byEvidence = to === 'ACCEPTED' && after.evidenceAttempt !== undefined;
    // Support ends a resend that nobody holds, so that another one can take its place.
    const withdrawn = email.isResend && from === undefined && to === 'REFUSED';
    if (owner !== caller && !byEvidence && !withdrawn && to !== 'HELD')
      this.#report(
        4,
        email.emailId,
        `${caller?.name ?? 'Nobody'} wrote ${to} over ${from}, an attempt that it does not hold.`,
      );
    const open = this.#openClaims.get(email.emailId);
    if (open) open.settled = true;
  }

  /** SES took a mail. */
  accepted(tags: readonly { Name: string; Value: string }[], messageId: string): EmailCase | undefined {
    const tagValue = (name: string) => tags.find(({ Name }) => Name === name)?.Value ?? '';
    const emailId = emailIdOfTag(tagValue('emailId')) ?? '';
    const attempt = Number(tagValue('attempt'));
    if (JSON.stringify(tags).includes(CANARY) || emailId.includes(CANARY))
      this.#report(9, emailId, 'A tag holds a planted personal value.');
    const email = this.#cases.find(emailId);
    if (!email || email.malformed) {
      this.#report(1, emailId, `SES took the mail ${messageId}, which no valid order asked for.`);
      return undefined;
    }
    const claimedAt = email.claimedAt.get(attempt) ?? 0;
    if (email.acceptances.some((earlier) => earlier.attempt === attempt))
      this.#report(1, emailId, `SES took attempt ${attempt} twice: the customer has two mails.`);
    email.acceptances.push({ attempt, at: this.#now(), claimedAt });
    return email;
  }

  /** A second mail is excused only where SES withheld all events of the first until its doubt was over. */
  #duplicatesAtRest({ emailId, acceptances, evidenceAt }: EmailCase): void {
    acceptances.forEach((later, index) => {
      for (const earlier of acceptances.slice(0, index)) {
        const evidence = evidenceAt.get(earlier.attempt);
        if (evidence === undefined) continue;
        const seen = later.claimedAt - evidence;
        const within = evidence - earlier.claimedAt;
        if (seen < LONGEST_LIFE_MS && within > SHORTEST_DOUBT_MS) continue;
        const when = seen < 0 ? `${duration(-seen)} after` : `${duration(seen)} before`;
        this.#report(
          1,
          emailId,
          `SES took attempts ${earlier.attempt} and ${later.attempt}: the customer has two mails. An event of attempt ${earlier.attempt} came into the feedback queue ${duration(within)} after its claim, and ${when} attempt ${later.attempt} was claimed.`,
        );
      }
    });
  }

  /** A sender called SES for an email. */
  calledSes(environment: Host, emailId: string): void {
    const open = this.#openClaims.get(emailId);
    if (open?.environment === environment) open.settled = true;
  }

  /** A sender called the table. Where the reply to its claim is spoiled, it need not know of the claim it made. */
  calledTable(environment: Host, body: string, spoiled: boolean): void {
    const claimId = DRAWN_ID.exec(body)?.[0];
    if (claimId && this.#owners.get(claimId) === environment) this.#spoiledClaims.set(claimId, spoiled);
  }

  /** A message came into the feedback queue. */
  feedbackArrived(body: string): EmailCase | undefined {
    if (!body.startsWith('{')) return undefined;
    const event = JSON.parse(body) as SesEventJson;
    const tags = event.mail?.tags ?? {};
    const email = this.#cases.find(emailIdOfTag(tags.emailId?.[0] ?? '') ?? '');
    if (!email) return undefined;
    const attempt = Number(tags.attempt?.[0]);
    // What comes before the first publish is of an earlier life.
    if (email.asked > 0 && !email.evidenceAt.has(attempt)) email.evidenceAt.set(attempt, this.#now());
    const expected = expectedOf(event);
    if (expected) email.facts.push(expected);
    return email;
  }

  /** A message came into the orders' dead-letter queue by the sender's own hand. */
  deadLettered(body: string, attributes: object): EmailCase | undefined {
    const email = this.#cases.find(emailIdInMessage(body));
    const described = JSON.stringify(attributes);
    if (described.includes(CANARY))
      this.#report(
        9,
        email?.emailId ?? '',
        `A dead letter's attributes hold a planted personal value: ${described}`,
      );
    if (!('reason' in attributes)) this.#report(2, email?.emailId ?? '', 'A dead letter says no reason.');
    if (email) email.deadLetteredAt = this.#now();
    return email;
  }

  /** Lambda is about to delete a message of the order queue. */
  deleting(body: string, sentAt: number, item: Item): void {
    const email = this.#cases.find(emailIdInMessage(body));
    if (!email) return;
    const letter = email.deadLetteredAt !== undefined && email.deadLetteredAt >= sentAt;
    if (letter || FINAL.has(sendStateOf(item))) return;
    const state = sendStateOf(item) ?? 'no send state';
    this.#report(
      2,
      email.emailId,
      `Its message is deleted, although it has ${state} and is not among the dead letters.`,
    );
  }

  /** An invocation of the sender ended. */
  senderEnded({ environment, batch, failed, ranIntoTimeout }: Invocation): void {
    if (ranIntoTimeout && !environment.wasDisturbed)
      this.#report(8, '', `${environment.name} was killed by its timeout, with nothing in its way.`);
    for (const { body } of batch) this.#leftBehind(environment, body, failed !== undefined);
  }

  #leftBehind(environment: Host, body: string, alive: boolean): void {
    const emailId = emailIdInMessage(body);
    const open = this.#openClaims.get(emailId);
    if (open?.environment !== environment) return;
    this.#openClaims.delete(emailId);
    const spoiled = this.#spoiledClaims.get(open.claimId);
    if (alive && !open.settled && !spoiled)
      this.#report(
        10,
        emailId,
        `${environment.name} claimed attempt ${open.attempt}, lived on, and neither sent it nor said why.`,
      );
  }

  /** An invocation of the feedback function ended. */
  feedbackEnded({ environment, batch, failed }: Invocation): void {
    if (!failed || environment.wasDisturbed) return;
    for (const { body, messageId } of batch) {
      const bad = isUnreadable(body);
      if (bad === failed.has(messageId)) continue;
      const email = body.startsWith('{')
        ? this.#cases.find(
            emailIdOfTag((JSON.parse(body) as SesEventJson).mail?.tags?.emailId?.[0] ?? '') ?? '',
          )
        : undefined;
      const what = bad ? 'is no event, but was not reported' : 'is fine, but was reported as failed';
      this.#report(6, email?.emailId ?? '', `A feedback message ${what}: ${body.slice(0, 60)}`);
    }
  }

  /** Nothing is under way any more. */
  atRest({ table, bodiesIn }: SimulatedCloud, mayBeHeld: boolean): void {
    const waiting = new Set(bodiesIn(NAMES.orderDeadLetters).map(emailIdInMessage));
    for (const email of this.#cases.all()) {
      if (email.asked === 0) continue;
      const item = table.item(email.emailId);
      if (email.malformed) this.#malformedAtRest(email, item, waiting);
      else this.#validAtRest(email, item, waiting, mayBeHeld || isGone(email, item));
    }
  }

  /** Whether a valid order or a resend waits for somebody to redrive it. Malformed orders stay where they are for good. */
  hasUnsettled({ table }: SimulatedCloud): boolean {
    return [...this.#cases.all()].some((email) => {
      const item = table.item(email.emailId);
      return email.asked > 0 && !email.malformed && !isGone(email, item) && !FINAL.has(sendStateOf(item));
    });
  }

  #malformedAtRest(email: EmailCase, item: Item, waiting: ReadonlySet<string>): void {
    if (item.sendState)
      this.#report(2, email.emailId, `A malformed order has the send state ${sendStateOf(item)}.`);
    if (!waiting.has(email.emailId))
      this.#report(3, email.emailId, 'A malformed order is not among the dead letters.');
  }

  #validAtRest(email: EmailCase, item: Item, waiting: ReadonlySet<string>, mayBeHeld: boolean): void {
    const state = sendStateOf(item);
    if (!FINAL.has(state)) {
      if (!waiting.has(email.emailId))
        this.#report(3, email.emailId, `It is lost: it has ${state ?? 'no send state'}, and is in no queue.`);
      if (!mayBeHeld)
        this.#report(10, email.emailId, `It still has ${state ?? 'no send state'} after its redrives.`);
    }
    if (state === 'ACCEPTED' && email.acceptances.length === 0)
      this.#report(3, email.emailId, 'It is recorded as ACCEPTED, but SES took no mail of it.');
    this.#duplicatesAtRest(email);
    this.#statusAtRest(email, item, state);
  }

  #statusAtRest(email: EmailCase, item: Item, state: string | undefined): void {
    const known: Expected[] = [...email.facts];
    if (state === 'ACCEPTED') known.push(SENT);
    if (state === 'REFUSED') known.push(FAILED);
    const top = highest(known);
    const expected = top?.status ?? (state === 'HELD' ? 'HELD' : 'PENDING');
    if (item.status === undefined && state === undefined && !top) return;
    if (statusOf(item) !== expected)
      this.#report(
        5,
        email.emailId,
        `A reader sees ${statusOf(item)}; by the events delivered it is ${expected}.`,
      );
  }

  /** Something else that a part of the simulation found. */
  found(violation: Violation): void {
    this.#violation ??= violation;
  }
}

/** A resend of which nothing is left that could be sent. */
const isGone = ({ isResend }: EmailCase, item: Item) => isResend && item.erasedAt !== undefined;

const timeOf = (item: Item, name: string) => Date.parse(textOf(item, name) ?? '');

export const sendStateOf = (item: Item) => textOf(item, 'sendState');
export const statusOf = (item: Item) => textOf(item, 'status');

function textOf(item: Item, name: string): string | undefined {
  const value = item[name];
  return value && String(plain(value));
}

function numberOf(item: Item, name: string): number | undefined {
  const value = item[name];
  return value && Number(plain(value));
}
