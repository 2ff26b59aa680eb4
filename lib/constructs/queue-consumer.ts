import type { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { BATCH_SIZE } from '#contract/timing.ts';

export interface QueueConsumerProps {
  readonly queue: sqs.Queue;
  readonly target: lambda.Function;
  /**
   * How long Lambda gathers messages for a batch.
   *
   * @default it does not wait
   */
  readonly maxBatchingWindow?: Duration;
  /**
   * How many batches are worked on at once.
   *
   * @default as many as Lambda starts
   */
  readonly maxConcurrency?: number;
}

/**
 * Feeds a queue to a function in batches, of which the function reports the messages that failed.
 *
 * Not the CDK's SqsEventSource: that one also grants permissions, and more than a consumer uses.
 */
export class QueueConsumer extends lambda.EventSourceMapping {
  constructor(scope: Construct, id: string, { queue, ...props }: QueueConsumerProps) {
    super(scope, id, {
      ...props,
      eventSourceArn: queue.queueArn,
      batchSize: BATCH_SIZE,
      reportBatchItemFailures: true,
    });
  }
}
