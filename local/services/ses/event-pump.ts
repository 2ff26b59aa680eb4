import { AwsError } from '../../gateway/aws-error.ts';
import type { Principal } from '../../iam/policy.ts';
import type { Cancel, World } from '../../world.ts';
import type { ConfigurationSet, ConfigurationSets } from './configuration-sets.ts';
import { DueQueue } from './due-queue.ts';
import { eventDocument } from './event-document.ts';
import type { AcceptedMail, Envelope, Happening } from './mail.ts';
import type { Mails } from './mails.ts';
import { EVENT_TYPE_OF } from './outcomes.ts';

/** What SES needs of SNS. */
export interface EventTopics {
  publish(
    topicArn: string,
    message: { message: string; subject?: string },
    principal: Principal,
  ): { messageId: string } | Promise<{ messageId: string }>;
}

/** The subject of every event that SES publishes to a topic. */
const EVENT_SUBJECT = 'Amazon SES Email Event Notification';

/** Events wait for the next tick, so that those of many mails are marked in one transaction. */
const TICK_MS = 10;

/** Happenings taken at a time. */
const BATCH = 100;

/** Until a batch that failed for a reason of our own is tried again. */
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
 * and only then is it marked done. So a killed process publishes an event again rather than never.
 */
export class EventPump {
  readonly #deps: Deps;
  readonly #queue = new DueQueue<Waiting>();
  readonly #saidLost = new Set<string>();
  #cancel: Cancel | undefined;
  #wakeAt = Number.POSITIVE_INFINITY;
  #running: Promise<void> | undefined;
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

  /** Publishes nothing more. Resolves when the batch at work is marked. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
  }

  #follow(open: OpenMail): void {
    open.mail.happenings.forEach(({ dueAt }, position) => {
      if (!open.done.includes(position)) this.#queue.push({ dueAt, open, position });
    });
    this.#setAlarm();
  }

  #setAlarm(): void {
    const dueAt = this.#queue.nextDueAt();
    if (this.#stopped || this.#running || dueAt === undefined || dueAt >= this.#wakeAt) return;
    this.#cancel?.();
    this.#wakeAt = Math.ceil(dueAt / TICK_MS) * TICK_MS;
    const { timers } = this.#deps.world;
    this.#cancel = timers.schedule(Math.max(0, this.#wakeAt - timers.now()), () => this.#wake());
  }

  #wake(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#setAlarm();
    });
  }

  async #run(): Promise<void> {
    const { world, mails } = this.#deps;
    while (!this.#stopped) {
      const batch = this.#queue.take(world.timers.now(), BATCH);
      if (batch.length === 0) return;
      const done = await this.#takeEffect(batch);
      mails.record(progressOf(done));
      if (done.length === batch.length) continue;
      for (const waiting of batch.slice(done.length)) this.#queue.push(waiting);
      await new Promise<void>((resolve) => world.timers.schedule(RETRY_MS, resolve));
    }
  }

  /** The part of the batch that is done: all of it, unless a fault of ours stopped it. */
  async #takeEffect(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    for (const [index, { open, position }] of batch.entries()) {
      const { envelope, happenings } = open.mail;
      try {
        this.#deps.onHappening(envelope, happenings[position]!);
        await this.#publish(envelope, happenings[position]!);
      } catch (error) {
        this.#deps.world.log(`SES could not publish an event, tries again in ${RETRY_MS} ms: ${error}`);
        return batch.slice(0, index);
      }
      open.done.push(position);
    }
    return batch;
  }

  async #publish(envelope: Envelope, happening: Happening): Promise<void> {
    const { world, configurationSets, topics } = this.#deps;
    const set = envelope.configurationSet && configurationSets.find(envelope.configurationSet);
    if (!set) return;
    for (const topicArn of topicsFor(set, happening)) {
      const document = eventDocument(envelope, happening, world, world.newId());
      // The line break at the end is SES's.
      const message = `${JSON.stringify(document)}\n`;
      try {
        await topics.publish(topicArn, { message, subject: EVENT_SUBJECT }, sesAs(set, world.accountId));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        this.#sayLost(set, error);
      }
    }
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

function progressOf(done: readonly Waiting[]) {
  return [...new Set(done.map(({ open }) => open))].map(({ mail, done }) => ({
    seq: mail.seq,
    done,
    finished: done.length === mail.happenings.length,
  }));
}

/** The service principal under which SES publishes for a configuration set. */
export function sesAs(set: ConfigurationSet, accountId: string): Principal {
  return { kind: 'service', accountId, service: 'ses.amazonaws.com', sourceArn: set.arn };
}
