import { attempt, RETRY_MS, sayFailed } from '../../background.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import { authorize } from '../../iam/authorize.ts';
import { IDLE_RECEIVE, LongPolls } from '../../meter/long-polls.ts';
import { USAGE } from '../../meter/usage-kinds.ts';
import { inTransaction } from '../../transaction.ts';
import type { Cancel, World } from '../../world.ts';
import type { Queues } from '../sqs/queues.ts';
import type { ReceivedMessage } from '../sqs/received-message.ts';
import { failedMessages } from './batch-response.ts';
import type { Functions } from './functions.ts';
import { sqsEvent } from './sqs-event.ts';

/** How a queue feeds a function. */
export interface QueueMapping {
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  /** How long messages may be gathered for a full batch, in seconds; 0 sends what is there. */
  readonly windowSeconds: number;
  /** How many invocations run at once at most. */
  readonly concurrency: number;
  /** As the template limits it. */
  readonly maximumConcurrency?: number | undefined;
  /** Whether the function says which messages of a batch failed. */
  readonly reportsFailures: boolean;
}

export interface PollerDeps {
  readonly world: World;
  readonly queues: Queues;
  readonly functions: Functions;
}

/** Of one DeleteMessageBatch. */
const DELETES_A_REQUEST = 10;

/**
 * Takes messages out of a queue, invokes the function, and deletes what it processed. Failed messages stay where they are,
 * hidden until their visibility timeout ends. It sleeps until a message arrives or an invocation ends.
 *
 *   arrival ─┐
 *            ├─▶ fill: while a place is free, next batch ─▶ invoke ─▶ delete ─┐
 *            └────────────────────────────────────────────────────────────────┘
 */
export class QueuePoller {
  readonly #deps: PollerDeps;
  readonly #mapping: QueueMapping;
  readonly #longPolls: LongPolls;
  readonly #processing = new Set<Promise<void>>();
  /** Received, waiting for more of their batch. */
  #gathered: ReceivedMessage[] = [];
  #window: Cancel | undefined;
  #windowIsOver = false;
  #fillIsDue = false;
  #stopListening: Cancel | undefined;

  constructor(mapping: QueueMapping, deps: PollerDeps) {
    this.#mapping = mapping;
    this.#deps = deps;
    this.#longPolls = new LongPolls(deps.world.timers, mapping);
  }

  start(): void {
    this.#deps.functions.warm(this.#mapping.functionArn);
    this.#stopListening ??= this.#deps.queues.onArrival(this.#mapping.queueArn, () => this.#fillSoon());
    this.#fillSoon();
  }

  /**
   * Receives nothing more. Resolves when nothing is being processed any more; what was only gathered comes again after its
   * visibility timeout.
   */
  async stop(): Promise<void> {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#takeGathered();
    await Promise.all(this.#processing);
  }

  /** At the end of this turn of the event loop, so that messages that arrive together make one batch. */
  #fillSoon(): void {
    if (this.#fillIsDue) return;
    this.#fillIsDue = true;
    setImmediate(() => {
      this.#fillIsDue = false;
      this.#fill();
    });
  }

  #fill(): void {
    const { world } = this.#deps;
    if (!attempt(world, 'Receiving for a function', () => this.#fillPlaces()))
      world.timers.schedule(RETRY_MS, () => this.#fillSoon());
  }

  #fillPlaces(): void {
    while (this.#stopListening && this.#processing.size < this.#mapping.concurrency) {
      const batch = this.#nextBatch();
      if (!batch) return;
      const processing = this.#process(batch).finally(() => {
        this.#processing.delete(processing);
        this.#fill();
      });
      this.#processing.add(processing);
    }
  }

  /** What is there, unless a fuller batch may still come. */
  #nextBatch(): readonly ReceivedMessage[] | undefined {
    const { batchSize, windowSeconds } = this.#mapping;
    const received = this.#receive(batchSize - this.#gathered.length);
    if (received.length > 0) {
      this.#countRequests('ReceiveMessage', 1);
      this.#countRequests(IDLE_RECEIVE, -this.#longPolls.received());
    }
    this.#gathered.push(...received);
    if (this.#gathered.length === 0) return undefined;
    if (this.#gathered.length < batchSize && windowSeconds > 0 && !this.#windowIsOver) {
      this.#window ??= this.#deps.world.timers.schedule(windowSeconds * 1_000, () => {
        this.#windowIsOver = true;
        this.#fill();
      });
      return undefined;
    }
    return this.#takeGathered();
  }

  #receive(max: number): readonly ReceivedMessage[] {
    const { queueArn } = this.#mapping;
    return this.#may('ReceiveMessage') ? this.#deps.queues.receive(queueArn, { max }) : [];
  }

  /** As on AWS it is the function's role that receives and deletes. */
  #may(action: 'ReceiveMessage' | 'DeleteMessage'): boolean {
    const { queues, functions, world } = this.#deps;
    const { queueArn, functionArn } = this.#mapping;
    const resourcePolicy = queues.byArn(queueArn)?.policy;
    try {
      authorize(functions.role(functionArn), {
        action: `sqs:${action}`,
        resource: queueArn,
        resourcePolicy,
      });
      return true;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      world.log(`Lambda cannot feed ${functionArn}: ${error.message}`);
      return false;
    }
  }

  #takeGathered(): readonly ReceivedMessage[] {
    this.#window?.();
    this.#window = undefined;
    this.#windowIsOver = false;
    const batch = this.#gathered;
    this.#gathered = [];
    return batch;
  }

  async #process(batch: readonly ReceivedMessage[]): Promise<void> {
    const { world, queues } = this.#deps;
    const done = await this.#invoke(batch);
    if (done.length === 0 || !this.#may('DeleteMessage')) return;
    const deleteAll = () =>
      inTransaction(world.database, () => {
        for (const { receiptHandle } of done) queues.delete(this.#mapping.queueArn, receiptHandle);
      });
    // What could not be deleted comes again after its visibility timeout, as on AWS.
    if (!attempt(world, 'Deleting processed messages', deleteAll)) return;
    this.#countRequests('DeleteMessageBatch', Math.ceil(done.length / DELETES_A_REQUEST));
  }

  /** Empty receives are not made here; the standing charges have them. */
  #countRequests(operation: string, quantity: number): void {
    const resource = this.#mapping.queueArn.split(':').at(-1)!;
    this.#deps.world.meter.count({ kind: USAGE.sqsRequest, operation, resource, quantity });
  }

  /** The messages that were processed. */
  async #invoke(batch: readonly ReceivedMessage[]): Promise<readonly ReceivedMessage[]> {
    const { functionArn, queueArn, reportsFailures } = this.#mapping;
    const { functions, world } = this.#deps;
    try {
      const outcome = await functions.invoke(functionArn, sqsEvent(batch, queueArn, world.region));
      if (outcome.kind === 'error') return [];
      if (!reportsFailures) return batch;
      const failed = failedMessages(
        outcome.payload,
        batch.map(({ messageId }) => messageId),
      );
      return batch.filter(({ messageId }) => !failed.has(messageId));
    } catch (error) {
      // The messages come again after their visibility timeout, which is all that being throttled means.
      if (!(error instanceof AwsError)) sayFailed(world, `A batch for ${functionArn}`, error);
      return [];
    }
  }
}
