import { tableClient } from '#adapters/aws/clients.ts';
import { failedMessages } from '#local/services/lambda/batch-response.ts';
import { sqsEvent } from '#local/services/lambda/sqs-event.ts';
import type { ReceivedMessage } from '#local/services/sqs/received-message.ts';
import {
  connectionOf,
  ENVIRONMENT_SUFFIX,
  NAMES,
  queueArn,
  type SimulatedCloud,
  simulatedCloud,
} from '../../sim/cloud.ts';
import type { Write } from '../../sim/dynamodb/table-store.ts';
import { Random } from '../../sim/random.ts';
import { createFeedbackRecorder } from '../../src/handlers/feedback-recorder.ts';
import type { QueueHandler } from '../../src/handlers/sender.ts';
import { directLine } from '../direct-line.ts';
import { TestClock } from '../test-clock.ts';

/** What one invocation did. */
export interface FeedbackRun {
  readonly cloud: SimulatedCloud;
  readonly batch: readonly ReceivedMessage[];
  /** Ids of the messages that come again. */
  readonly kept: ReadonlySet<string>;
  readonly writes: readonly Write[];
  readonly lines: readonly string[];
  /** Requests to the table. */
  readonly calls: number;
}

/** One environment of the feedback function that lives through all cases, over a table that is new with each. */
export class FeedbackWorld {
  readonly #clock = new TestClock();
  readonly #random = new Random('fuzz');
  readonly #handler: QueueHandler<unknown>;
  #cloud: SimulatedCloud | undefined;
  #lines: string[] = [];
  #writes: Write[] = [];
  #calls = 0;

  constructor() {
    const client = tableClient(connectionOf('feedback'));
    const table = directLine(
      client,
      () => this.#cloud!.gateway,
      () => {
        this.#calls++;
      },
    );
    const settings = {
      ENVIRONMENT_SUFFIX,
      TRACKING_TABLE: NAMES.trackingTable,
      CONFIGURATION_SET: NAMES.configurationSet,
    };
    const write = (line: string) => void this.#lines.push(line);
    this.#handler = createFeedbackRecorder(settings, { table, clock: this.#clock, write });
  }

  /** Records `before`, then the batch, and tells of the batch. */
  async run(
    before: readonly string[],
    bodies: readonly string[],
    check: (run: FeedbackRun) => void,
  ): Promise<void> {
    const cloud = simulatedCloud({
      timers: this.#clock,
      random: this.#random,
      ses: {},
      eventChannel: (topics) => topics,
      onWrite: (write) => void this.#writes.push(write),
      onLog: (line) => void this.#lines.push(line),
      roles: {},
    });
    this.#cloud = cloud;
    try {
      await this.#invoke(before);
      this.#lines = [];
      this.#writes = [];
      this.#calls = 0;
      const { batch, kept } = await this.#invoke(bodies);
      check({ cloud, batch, kept, writes: this.#writes, lines: this.#lines, calls: this.#calls });
    } finally {
      cloud.close();
    }
  }

  async #invoke(bodies: readonly string[]): Promise<Pick<FeedbackRun, 'batch' | 'kept'>> {
    const arn = queueArn(NAMES.feedbackQueue);
    for (const body of bodies) this.#cloud!.queues.send(arn, { body }, 'ses');
    const batch = this.#cloud!.queues.receive(arn, { max: 10 });
    const response = await this.#handler(JSON.parse(sqsEvent(batch, arn, 'us-east-1')), {});
    const ids = batch.map(({ messageId }) => messageId);
    const kept = failedMessages(JSON.stringify(response), ids);
    for (const { receiptHandle } of batch) this.#cloud!.queues.delete(arn, receiptHandle);
    return { batch, kept };
  }
}
