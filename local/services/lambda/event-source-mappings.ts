import { AwsError } from '../../gateway/aws-error.ts';
import { authorize } from '../../iam/authorize.ts';
import type { QueueSettings } from '../sqs/queue-settings.ts';
import { type PollerDeps, type QueueMapping, QueuePoller } from './queue-poller.ts';

/** A mapping as the API and the template know it. */
export interface EventSourceMapping extends Omit<QueueMapping, 'concurrency'> {
  readonly uuid: string;
  readonly enabled: boolean;
  /** As the template limits it, 2 to 1,000. */
  readonly maximumConcurrency?: number | undefined;
}

export interface EventSourceMappingsDeps extends PollerDeps {
  /**
   * Invocations at once where the template sets no limit. Lambda starts with five and adds more under load; each is a thread
   * here, and more of them than cores only wait for each other.
   */
  readonly defaultConcurrency: number;
}

/** What a function's role must be allowed on a queue that feeds it. */
const NEEDED = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'] as const;

/** The queues that feed functions. */
export class EventSourceMappings {
  readonly #deps: EventSourceMappingsDeps;
  readonly #mappings = new Map<string, EventSourceMapping>();
  readonly #pollers: QueuePoller[] = [];

  constructor(deps: EventSourceMappingsDeps) {
    this.#deps = deps;
  }

  /** Makes a mapping exist; it moves nothing before `start`. Throws AWS's error on settings that contradict each other. */
  create(mapping: EventSourceMapping): void {
    const { queues, functions } = this.#deps;
    const definition = functions.get(mapping.functionArn);
    const queue = queues.byArn(mapping.queueArn);
    if (!queue) throw invalid(`There is no queue ${mapping.queueArn}.`);
    checkBatch(mapping);
    this.#checkRole(mapping, queue);
    if (queue.visibilityTimeoutSeconds < definition.timeoutSeconds)
      throw invalid(
        `Queue visibility timeout: ${queue.visibilityTimeoutSeconds} seconds is less than Function timeout: ${definition.timeoutSeconds} seconds`,
      );
    this.#mappings.set(mapping.uuid, mapping);
    const concurrency = mapping.maximumConcurrency ?? this.#deps.defaultConcurrency;
    if (mapping.enabled) this.#pollers.push(new QueuePoller({ ...mapping, concurrency }, this.#deps));
  }

  #checkRole({ functionArn }: EventSourceMapping, { arn, policy }: QueueSettings): void {
    const role = this.#deps.functions.role(functionArn);
    for (const action of NEEDED) {
      try {
        authorize(role, { action: `sqs:${action}`, resource: arn, resourcePolicy: policy });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        throw invalid(
          `The function execution role does not have permissions to call ${action} on SQS: ${error.message}`,
        );
      }
    }
  }

  all(): readonly EventSourceMapping[] {
    return [...this.#mappings.values()];
  }

  /** Throws `ResourceNotFoundException`. */
  get(uuid: string): EventSourceMapping {
    const mapping = this.#mappings.get(uuid);
    if (mapping) return mapping;
    throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {
      status: 404,
    });
  }

  start(): void {
    for (const poller of this.#pollers) poller.start();
  }

  /** Receives nothing more. Resolves when nothing is being processed any more. */
  async stop(): Promise<void> {
    await Promise.all(this.#pollers.map((poller) => poller.stop()));
  }
}

function checkBatch({ batchSize, windowSeconds, maximumConcurrency }: EventSourceMapping): void {
  if (batchSize > 10 && windowSeconds === 0)
    throw invalid(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  if (maximumConcurrency !== undefined && (maximumConcurrency < 2 || maximumConcurrency > 1_000))
    throw invalid(`MaximumConcurrency is ${maximumConcurrency}; allowed are 2 to 1000.`);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
