import { Duration, Stack } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MAX_RECEIVE_COUNT, QUEUE_RETENTION_DAYS, QUEUE_VISIBILITY_SECONDS } from '#contract/timing.ts';
import { queueEncryption } from '../encryption.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface QueueWithDeadLettersProps {
  readonly queueName: string;
  readonly deadLettersName: string;
  /** Of both. @default SQS's own */
  readonly encryptionKey?: kms.IKey | undefined;
}

/** A queue for a function, and the dead-letter queue that takes what was received too often. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;

  constructor(scope: Construct, id: string, props: QueueWithDeadLettersProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      queueName: props.deadLettersName,
      encryptionKey: props.encryptionKey,
      redriveAllowPolicy: {
        redrivePermission: sqs.RedrivePermission.BY_QUEUE,
        sourceQueues: [queueByName(this, props.queueName)],
      },
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      queueName: props.queueName,
      ...queueEncryption(props.encryptionKey),
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(QUEUE_VISIBILITY_SECONDS),
      retentionPeriod: Duration.days(QUEUE_RETENTION_DAYS),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
  }
}

/** By name and not by reference: the queue names its dead letters already, and a reference back would close a circle. */
function queueByName(scope: Construct, queueName: string): sqs.IQueue {
  const arn = Stack.of(scope).formatArn({ service: 'sqs', resource: queueName });
  return sqs.Queue.fromQueueArn(scope, 'QueueByName', arn);
}
