import type { EventTopics } from '#local/services/ses/event-pump.ts';
import type { SesSettings } from '#local/services/ses/settings.ts';
import type { Topics } from '#local/services/sns/topics.ts';
import type { Timers } from '#local/world.ts';
import type { RunOptions, Span } from './options.ts';
import type { Random } from './random.ts';

export interface EventChannelDeps {
  readonly timers: Timers;
  readonly random: Random;
  readonly options: RunOptions;
  readonly startedAt: number;
  /** An event never reached its topic. */
  readonly onLost: (event: string) => void;
}

/** The way of SES's events to their topic, where they are lost, doubled, late, or overtaken. */
export class EventChannel {
  readonly #deps: EventChannelDeps;
  #pending = 0;

  constructor(deps: EventChannelDeps) {
    this.#deps = deps;
  }

  /** Events that are still on their way. */
  get pending(): number {
    return this.#pending;
  }

  /** The delay of each copy of an event. */
  readonly delays: SesSettings['eventDelaysMs'] = () => {
    const { random, options } = this.#deps;
    const copies = random.chance(options.eventDuplicated) ? 2 : 1;
    this.#pending += copies;
    return Array.from({ length: copies }, () =>
      random.between(options.eventDelay.from, options.eventDelay.to),
    );
  };

  /** What SES publishes to. */
  to(topics: Topics): EventTopics {
    return {
      publish: (topicArn, message, principal) => {
        const { options, timers, random, onLost } = this.#deps;
        const forward = () => {
          this.#pending--;
          return topics.publish(topicArn, message, principal);
        };
        if (this.#isIn(options.eventsLost)) {
          this.#pending--;
          onLost(message.message);
        } else if (this.#isIn(options.eventsLate)) {
          const wait = options.eventsLate!.to - this.#elapsed();
          timers.schedule(wait + random.between(0, 60_000), forward);
        } else return forward();
        return { messageId: 'not published' };
      },
    };
  }

  #isIn(span: Span | undefined): boolean {
    const at = this.#elapsed();
    return span !== undefined && at >= span.from && at < span.to;
  }

  #elapsed(): number {
    return this.#deps.timers.now() - this.#deps.startedAt;
  }
}
