import { AwsError } from '../../gateway/aws-error.ts';
import type { Principal } from '../../iam/policy.ts';
import { inTransaction } from '../../transaction.ts';
import type { Cancel, World } from '../../world.ts';
import type { ConfigurationSet, ConfigurationSets } from './configuration-sets.ts';
import { DueQueue } from './due-queue.ts';
import { eventDocument } from './event-document.ts';
import type { AcceptedMail, Envelope, Happening } from './mail.ts';
import type { Mails, Progress } from './mails.ts';
import { EVENT_TYPE_OF } from './outcomes.ts';

/** What SES needs of SNS. Synchronous, so that the events of many mails are one transaction with what they cause. */
export interface EventTopics {
  publish(
    topicArn: string,
    message: { readonly message: string; readonly subject?: string },
    principal: Principal,
  ): { readonly messageId: string };
}

/** The subject of every event that SES publishes to a topic. */
const EVENT_SUBJECT = 'Amazon SES Email Event Notification';

/** Events wait for the next tick, so that those of many mails share a transaction. */
const TICK_MS = 10;

/** Events of one transaction; others of the process have their turn between two. */
const BATCH = 100;

/** Until an event that failed for a reason of our own is tried again. */
const RETRY_MS = 1_000;

interface Deps {
  readonly world: World;
  readonly mails: Mails;
  readonly configurationSets: ConfigurationSets;
  readonly topics: EventTopics;
  /** What a happening does beyond its event, such as an entry in the suppression list. */
  readonly onHappening: (envelope: Envelope, happening: Happening) => void;
}

/** A mail to which not everything has happened yet. */
interface OpenMail {
  readonly mail: AcceptedMail;
  readonly done: number[];
}

/** One happening of such a mail, by its position in the mail's list. */
interface Waiting {
  readonly dueAt: number;
  readonly open: OpenMail;
  readonly position: number;
}

/**
 * Lets each happening take effect when it is due: its event goes to the destinations of the mail's configuration set,
 * and it is marked done together with that. So a killed process does not lose an event.
 */
export class EventPump {
  readonly #deps: Deps;
  readonly #queue = new DueQueue<Waiting>();
  readonly #saidLost = new Set<string>();
  #cancel: Cancel | undefined;
  #wakeAt = Number.POSITIVE_INFINITY;
  #stopped = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Takes up what an earlier process left. Call it once the template's configuration sets exist. */
  start(): void {
    for (const open of this.#deps.mails.pending()) this.#follow(open);
  }

  /** Lets a mail that was just accepted have its events. */
  follow(mail: AcceptedMail): void {
    this.#follow({ mail, done: [] });
  }

  /** Publishes nothing more. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #follow(open: OpenMail): void {
    open.mail.happenings.forEach(({ dueAt }, position) => {
      if (!open.done.includes(position)) this.#queue.push({ dueAt, open, position });
    });
    this.#setAlarm();
  }

  #setAlarm(): void {
    const dueAt = this.#queue.nextDueAt();
    if (this.#stopped || dueAt === undefined || dueAt >= this.#wakeAt) return;
    this.#cancel?.();
    this.#wakeAt = Math.ceil(dueAt / TICK_MS) * TICK_MS;
    const { timers } = this.#deps.world;
    this.#cancel = timers.schedule(Math.max(0, this.#wakeAt - timers.now()), () => this.#wake());
  }

  #wake(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    const now = this.#deps.world.timers.now();
    const batch = this.#queue.take(now, BATCH);
    const done = this.#takeEffect(batch);
    for (const waiting of batch) {
      if (done.has(waiting)) waiting.open.done.push(waiting.position);
      else this.#queue.push({ ...waiting, dueAt: now + RETRY_MS });
    }
    this.#setAlarm();
  }

  /** Those of the batch whose effects are on disk; a fault of ours may have prevented others. */
  #takeEffect(batch: readonly Waiting[]): ReadonlySet<Waiting> {
    const { world, mails } = this.#deps;
    try {
      return inTransaction(world.database, () => {
        const done = batch.filter((waiting) => this.#takesEffect(waiting));
        mails.record(progressWith(done));
        return new Set(done);
      });
    } catch (error) {
      this.#sayRetry(error);
      return new Set();
    }
  }

  #takesEffect({ open, position }: Waiting): boolean {
    const { envelope, happenings } = open.mail;
    try {
      inTransaction(this.#deps.world.database, () => {
        this.#deps.onHappening(envelope, happenings[position]!);
        this.#publish(envelope, happenings[position]!);
      });
      return true;
    } catch (error) {
      this.#sayRetry(error);
      return false;
    }
  }

  #publish(envelope: Envelope, happening: Happening): void {
    const { world, configurationSets, topics } = this.#deps;
    const set = envelope.configurationSet && configurationSets.find(envelope.configurationSet);
    if (!set) return;
    for (const topicArn of topicsFor(set, happening)) {
      const document = eventDocument(envelope, happening, world);
      // The line break at the end is SES's.
      const message = `${JSON.stringify(document)}\n`;
      try {
        topics.publish(topicArn, { message, subject: EVENT_SUBJECT }, sesAs(set, world.accountId));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        this.#sayLost(set, error);
      }
    }
  }

  #sayRetry(error: unknown): void {
    this.#deps.world.log(`SES could not publish an event, tries again in ${RETRY_MS} ms: ${error}`);
  }

  /** As on AWS, an event that a topic refuses is lost; the user hears of it once for each reason. */
  #sayLost(set: ConfigurationSet, error: AwsError): void {
    const line = `SES events of configuration set ${set.name} are lost: ${error.message}`;
    if (!this.#saidLost.has(line)) this.#deps.world.log(line);
    this.#saidLost.add(line);
  }
}

function topicsFor(set: ConfigurationSet, { kind }: Happening): string[] {
  return [...set.destinations.values()].flatMap(({ enabled, topicArn, matchingEventTypes }) =>
    enabled && topicArn && matchingEventTypes.includes(EVENT_TYPE_OF[kind]) ? topicArn : [],
  );
}

/** How far the mails of these happenings are once they are done. */
function progressWith(happened: readonly Waiting[]): Progress[] {
  const positions = Map.groupBy(happened, ({ open }) => open);
  return [...positions].map(([{ mail, done }, more]) => {
    const all = [...done, ...more.map(({ position }) => position)];
    return { seq: mail.seq, done: all, finished: all.length === mail.happenings.length };
  });
}

/** The service principal under which SES publishes for a configuration set. */
export function sesAs(set: ConfigurationSet, accountId: string): Principal {
  return { kind: 'service', accountId, service: 'ses.amazonaws.com', sourceArn: set.arn };
}
