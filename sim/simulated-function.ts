import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { BATCH_SIZE, FUNCTION_TIMEOUT_SECONDS } from '#contract/timing.ts';
import { failedMessages } from '#local/services/lambda/batch-response.ts';
import { sqsEvent } from '#local/services/lambda/sqs-event.ts';
import type { Queues } from '#local/services/sqs/queues.ts';
import type { ReceivedMessage } from '#local/services/sqs/received-message.ts';
import type { Timers } from '#local/world.ts';
import type { Environment } from './environment.ts';
import type { RunOptions, Span } from './options.ts';
import type { Random } from './random.ts';

/** The handler of one environment. */
export type Handler = (
  event: SQSEvent,
  context: { getRemainingTimeInMillis(): number },
) => Promise<SQSBatchResponse>;

/** How an invocation ended. */
export interface Invocation {
  readonly environment: Environment;
  readonly batch: readonly ReceivedMessage[];
  /** Ids of the messages reported as failed; absent where it was killed. */
  readonly failed: ReadonlySet<string> | undefined;
  readonly ranIntoTimeout: boolean;
}

export interface FunctionDeps {
  readonly name: string;
  readonly timers: Timers;
  readonly random: Random;
  readonly options: RunOptions;
  readonly queues: Queues;
  readonly queueArn: string;
  readonly concurrency: number;
  /** How long a batch that is not full waits for more. */
  readonly windowMs: number;
  readonly create: (name: string) => { environment: Environment; handler: Handler };
  readonly faulty: () => boolean;
  /** Runs nothing in this span. */
  readonly outage?: Span | undefined;
  readonly startedAt: number;
  readonly onReceived: (environment: Environment, batch: readonly ReceivedMessage[]) => void;
  readonly onEnded: (invocation: Invocation) => void;
  readonly onDelete: (message: ReceivedMessage) => void;
}

/** Lambda kills a little late: 0.7 s over 300 s were seen. */
const KILL_OVERSHOOT_MS = 700;
const MAX_STEPS_BEFORE_DEATH = 60;

/**
 * Lambda with an SQS event source: batches, a limit of invocations at once, environments that are used again, a timeout that
 * kills, partial batch responses, and SQS's habit of delivering twice.
 */
export class SimulatedFunction {
  readonly #deps: FunctionDeps;
  readonly #idle: { environment: Environment; handler: Handler }[] = [];
  /** Copies of messages that are hidden. */
  readonly #again: ReceivedMessage[] = [];
  #running = 0;
  #made = 0;
  #pollIsDue = false;

  constructor(deps: FunctionDeps) {
    this.#deps = deps;
  }

  start(): void {
    const { queues, queueArn, timers, startedAt, outage } = this.#deps;
    queues.onArrival(queueArn, () => this.#pollSoon());
    this.#pollSoon();
    if (outage) timers.schedule(startedAt + outage.to - timers.now(), () => this.#pollSoon());
  }

  get running(): number {
    return this.#running;
  }

  #pollSoon(): void {
    if (this.#pollIsDue || this.#running >= this.#deps.concurrency) return;
    this.#pollIsDue = true;
    const { timers, windowMs, random } = this.#deps;
    timers.schedule(windowMs + random.between(1, 10), () => {
      this.#pollIsDue = false;
      this.#poll();
    });
  }

  #poll(): void {
    const { concurrency, queues, queueArn } = this.#deps;
    while (this.#running < concurrency && !this.#isOut()) {
      const again = this.#again.splice(0, BATCH_SIZE - 1);
      // SQS refuses none of them: a copy counts like any other message of the batch.
      const batch = [...again, ...queues.receive(queueArn, { max: BATCH_SIZE - again.length })];
      if (batch.length === 0) return;
      this.#invoke(uniqueById(batch));
    }
  }

  #isOut(): boolean {
    const { outage, timers, startedAt } = this.#deps;
    const at = timers.now() - startedAt;
    return outage !== undefined && at >= outage.from && at < outage.to;
  }

  #invoke(batch: readonly ReceivedMessage[]): void {
    const { timers, queueArn, create, name, onReceived, onEnded } = this.#deps;
    const used = this.#idle.pop() ?? create(`${name} ${++this.#made}`);
    const { environment, handler } = used;
    this.#running++;
    this.#deliverTwice(batch);
    onReceived(environment, batch);
    const deadline = timers.now() + FUNCTION_TIMEOUT_SECONDS * 1000;
    let ranIntoTimeout = false;
    const stopTimer = timers.schedule(FUNCTION_TIMEOUT_SECONDS * 1000 + KILL_OVERSHOOT_MS, () => {
      ranIntoTimeout = true;
      environment.kill();
    });
    const end = (failed: ReadonlySet<string> | undefined) => {
      stopTimer();
      environment.end();
      this.#running--;
      onEnded({ environment, batch, failed, ranIntoTimeout });
      if (failed) {
        this.#idle.push(used);
        this.#acknowledge(batch, failed);
      }
      this.#pollSoon();
    };
    environment.begin(this.#drawDeath(), () => end(undefined));
    const context = { getRemainingTimeInMillis: () => deadline - timers.now() };
    const ids = batch.map(({ messageId }) => messageId);
    void handler(JSON.parse(sqsEvent(batch, queueArn, 'us-east-1')), context).then((response) => {
      if (environment.alive) end(failedMessages(JSON.stringify(response), ids));
    });
  }

  #drawDeath(): number | undefined {
    const { random, options, faulty } = this.#deps;
    return faulty() && random.chance(options.kill) ? random.integer(1, MAX_STEPS_BEFORE_DEATH) : undefined;
  }

  #deliverTwice(batch: readonly ReceivedMessage[]): void {
    const { random, options, timers, faulty } = this.#deps;
    if (!faulty()) return;
    for (const message of batch) {
      if (!random.chance(options.deliveredTwice)) continue;
      timers.schedule(random.between(0, 40_000), () => {
        this.#again.push(message);
        this.#pollSoon();
      });
    }
  }

  #acknowledge(batch: readonly ReceivedMessage[], failed: ReadonlySet<string>): void {
    const { random, options, faulty, queues, queueArn, onDelete } = this.#deps;
    if (faulty() && random.chance(options.acknowledgementLost)) return;
    for (const message of batch) {
      if (failed.has(message.messageId)) continue;
      onDelete(message);
      queues.delete(queueArn, message.receiptHandle);
    }
  }
}

/** A copy and its original in one batch are one. */
function uniqueById(batch: readonly ReceivedMessage[]): readonly ReceivedMessage[] {
  return [...new Map(batch.map((message) => [message.messageId, message])).values()];
}
