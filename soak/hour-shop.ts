import { setTimeout } from 'node:timers/promises';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Random } from '../sim/random.ts';
import type { Publication } from './hour-traffic.ts';

/** What the shop has seen. */
export interface ShopCounts {
  readonly acknowledged: number;
  /** Messages that were answered with an error, each time. */
  readonly refused: number;
  /** Messages of requests that nobody answered: the connection broke, or there was none. */
  readonly unanswered: number;
}

/** Publishers at work at once. */
const AT_ONCE = 4;
/** Of one PublishBatch at most. */
const BATCH = 10;
/** A message goes alone so often: not every shop gathers. */
const ALONE = 0.3;

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** An answer that has not come by then does not come. */
const REQUEST_TIMEOUT_MS = 10_000;

/** A shop with the AWS SDK: it keeps each message until its publish was acknowledged. */
export class Shop {
  readonly #sns: SNSClient;
  readonly #topicArn: string;
  readonly #random: Random;
  readonly acknowledged = new Set<Publication>();
  #refused = 0;
  #unanswered = 0;

  constructor(endpoint: string, topicArn: string, random: Random) {
    this.#topicArn = topicArn;
    this.#random = random;
    this.#sns = new SNSClient({
      endpoint,
      region: topicArn.split(':')[3]!,
      credentials: { accessKeyId: 'shop', secretAccessKey: 'shop' },
      // Its own loop below repeats, so that every refusal is seen.
      maxAttempts: 1,
      requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
    });
  }

  get counts(): ShopCounts {
    return {
      acknowledged: this.acknowledged.size,
      refused: this.#refused,
      unanswered: this.#unanswered,
    };
  }

  /** Resolves when all of them are acknowledged, however long that takes. */
  async publish(publications: readonly Publication[]): Promise<void> {
    const waiting = [...publications];
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.#publishFrom(waiting)));
  }

  close(): void {
    this.#sns.destroy();
  }

  async #publishFrom(waiting: Publication[]): Promise<void> {
    while (waiting.length > 0) {
      const size = this.#random.chance(ALONE) ? 1 : this.#random.integer(2, BATCH);
      let left: readonly Publication[] = waiting.splice(0, size);
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        left = await this.#attempt(left);
        if (left.length === 0) break;
        await setTimeout(pauseMs);
      }
    }
  }

  /** Those that are to be published again. */
  async #attempt(publications: readonly Publication[]): Promise<readonly Publication[]> {
    try {
      const failed = await this.#send(publications);
      this.#refused += failed.length;
      for (const one of publications) if (!failed.includes(one)) this.acknowledged.add(one);
      return failed;
    } catch (error) {
      const answered = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
      if (answered === undefined) this.#unanswered += publications.length;
      else this.#refused += publications.length;
      return publications;
    }
  }

  /** Those that the answer calls failed. */
  async #send(publications: readonly Publication[]): Promise<readonly Publication[]> {
    const TopicArn = this.#topicArn;
    if (publications.length === 1) {
      await this.#sns.send(new PublishCommand({ TopicArn, Message: publications[0]!.body }));
      return [];
    }
    const PublishBatchRequestEntries = publications.map(({ body }, n) => ({ Id: `${n}`, Message: body }));
    const { Failed = [] } = await this.#sns.send(
      new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }),
    );
    return Failed.map(({ Id }) => publications[Number(Id)]!);
  }
}
