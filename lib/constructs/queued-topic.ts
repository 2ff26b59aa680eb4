import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { QueueSubscription } from './queue-subscription.ts';
import { QueueWithDeadLetters } from './queue-with-dead-letters.ts';
import { TlsTopic } from './tls-topic.ts';

export interface QueuedTopicProps {
  readonly topicName: string;
  readonly queueName: string;
  readonly deadLettersName: string;
  readonly undeliveredName: string;
  /** Of the topic, the queue and the queue's dead letters. @default AWS's own keys */
  readonly encryptionKey?: kms.IKey | undefined;
}

/**
 * A topic whose messages wait in a queue until a function takes them.
 *
 *   topic ──▶ queue ──▶ function
 *     │         └─ received too often ──▶ dead letters
 *     └─ could not be delivered ────────▶ undelivered
 */
export class QueuedTopic extends Construct {
  readonly topic: sns.Topic;
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
  readonly undelivered: sqs.Queue;

  constructor(scope: Construct, id: string, props: QueuedTopicProps) {
    super(scope, id);
    const { topicName, queueName, deadLettersName, undeliveredName, encryptionKey } = props;
    this.topic = new TlsTopic(this, 'Topic', { topicName, encryptionKey });
    const { queue, deadLetters } = new QueueWithDeadLetters(this, 'Waiting', {
      queueName,
      deadLettersName,
      encryptionKey,
    });
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.undelivered = new QueueSubscription(this, 'Subscription', {
      topic: this.topic,
      queue,
      undeliveredName,
    }).undelivered;
  }
}
