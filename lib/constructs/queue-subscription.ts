import { Validations } from 'aws-cdk-lib';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface QueueSubscriptionProps {
  readonly topic: sns.Topic;
  readonly queue: sqs.Queue;
  /** Name of the subscription's own dead-letter queue. */
  readonly undeliveredName: string;
}

/**
 * A queue on a topic, bodies as published.
 *
 * SNS gives up on a client-side error (a policy, a deleted queue) at once, and such a message never reaches the queue
 * or its dead letters. So the subscription has dead letters of its own.
 */
export class QueueSubscription extends Construct {
  readonly undelivered: sqs.Queue;

  constructor(scope: Construct, id: string, props: QueueSubscriptionProps) {
    super(scope, id);
    this.undelivered = new SubscriptionDeadLetters(this, 'Undelivered', props.undeliveredName);
    // The CDK's subscription lets SNS send to both queues, for this topic alone (aws:SourceArn).
    props.topic.addSubscription(
      new SqsSubscription(props.queue, { rawMessageDelivery: true, deadLetterQueue: this.undelivered }),
    );
  }
}

/** Dead letters of an SNS subscription. */
export class SubscriptionDeadLetters extends DeadLetterQueue {
  constructor(scope: Construct, id: string, queueName: string) {
    super(scope, id, { queueName });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This is a dead-letter queue itself: the RedrivePolicy of an SNS subscription names it, where the rule does not look.',
    });
  }
}
