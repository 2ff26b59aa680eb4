import { AwsError } from '../../gateway/aws-error.ts';
import type { Principal } from '../../iam/policy.ts';
import type { Cancel, World } from '../../world.ts';
import type { ConfigurationSet, ConfigurationSets } from './configuration-sets.ts';
import { eventDocument } from './event-document.ts';
import type { Envelope, StoredHappening } from './mail.ts';
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

/** Due happenings taken at a time; the mark that they are done is one transaction for all of them. */
const BATCH = 50;

/** Until a batch that failed for a reason of our own is tried again. */
const RETRY_MS = 1_000;

interface Deps {
  readonly world: World;
  readonly mails: Mails;
  readonly configurationSets: ConfigurationSets;
  readonly topics: EventTopics;
  /** What a happening does beyond its event, such as an entry in the suppression list. */
  readonly onHappening: (envelope: Envelope, happening: StoredHappening) => void;
}

/**
 * Lets each happening take effect when it is due: its event goes to the destinations of the mail's configuration set,
 * and only then is it marked done. So a killed process publishes an event again rather than never.
 */
export class EventPump {
  readonly #deps: Deps;
  readonly #refused = new Set<string>();
  #cancel: Cancel | undefined;
  #wakeAt = Number.POSITIVE_INFINITY;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Takes up what an earlier process left. Call it once the template's configuration sets exist. */
  start(): void {
    const dueAt = this.#deps.mails.nextDueAt();
    if (dueAt !== undefined) this.wakeAt(dueAt);
  }

  /** Looks for due happenings at this time, or earlier if another call asked for it. */
  wakeAt(time: number): void {
    if (this.#stopped || time >= this.#wakeAt) return;
    this.#cancel?.();
    this.#wakeAt = time;
    const { timers } = this.#deps.world;
    this.#cancel = timers.schedule(Math.max(0, time - timers.now()), () => this.#wake());
  }

  /** Publishes nothing more. Resolves when the batch at work is marked. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
  }

  #wake(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.start();
    });
  }

  async #run(): Promise<void> {
    const { world, mails } = this.#deps;
    while (!this.#stopped) {
      const batch = mails.due(world.timers.now(), BATCH);
      if (batch.length === 0) return;
      try {
        for (const happening of batch) await this.#takeEffect(happening);
      } catch (error) {
        world.log(`SES could not publish an event and tries again in ${RETRY_MS} ms: ${String(error)}`);
        await new Promise<void>((resolve) => world.timers.schedule(RETRY_MS, resolve));
        continue;
      }
      mails.markDone(
        batch.map(({ id }) => id),
        world.timers.now(),
      );
    }
  }

  async #takeEffect(happening: StoredHappening): Promise<void> {
    const envelope = this.#deps.mails.envelope(happening.messageId);
    if (!envelope) return;
    this.#deps.onHappening(envelope, happening);
    const set = envelope.configurationSet && this.#deps.configurationSets.find(envelope.configurationSet);
    if (!set) return;
    for (const { enabled, topicArn, matchingEventTypes } of set.destinations.values()) {
      if (!enabled || !topicArn || !matchingEventTypes.includes(EVENT_TYPE_OF[happening.kind])) continue;
      await this.#publish(set, topicArn, envelope, happening);
    }
  }

  async #publish(
    set: ConfigurationSet,
    topicArn: string,
    envelope: Envelope,
    happening: StoredHappening,
  ): Promise<void> {
    const { world, topics } = this.#deps;
    const document = eventDocument(envelope, happening, world, world.newId());
    // The line break at the end is SES's.
    const message = `${JSON.stringify(document)}\n`;
    try {
      await topics.publish(topicArn, { message, subject: EVENT_SUBJECT }, sesAs(set, world.accountId));
    } catch (error) {
      // As on AWS, an event that a topic refuses is lost; say so once for each topic and reason.
      if (!(error instanceof AwsError)) throw error;
      const notice = `SES events of configuration set ${set.name} are lost: ${error.message}`;
      if (!this.#refused.has(notice)) world.log(notice);
      this.#refused.add(notice);
    }
  }
}

/** The service principal under which SES publishes for a configuration set. */
export function sesAs(set: ConfigurationSet, accountId: string): Principal {
  return { kind: 'service', accountId, service: 'ses.amazonaws.com', sourceArn: set.arn };
}
