import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
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
    const { topic, queue } = props;
    this.undelivered = new SubscriptionDeadLetters(this, 'Undelivered', props.undeliveredName);
    const mayDeliver = queue.addToResourcePolicy(topicMayDeliver(topic, queue));
    const subscription = new sns.Subscription(this, 'Resource', {
      topic,
      protocol: sns.SubscriptionProtocol.SQS,
      endpoint: queue.queueArn,
      rawMessageDelivery: true,
      // The CDK lets SNS send there too, for this topic alone.
      deadLetterQueue: this.undelivered,
    });
    // A message published in between would be refused, and go to the dead letters.
    if (mayDeliver.policyDependable) subscription.node.addDependency(mayDeliver.policyDependable);
  }
}

function topicMayDeliver(topic: sns.Topic, queue: sqs.Queue): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'TopicDelivers',
    principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
  });
}

/**
 * Dead letters of an SNS subscription.
 *
 * Never with the customer's key, under which the queue itself may be: where SNS may not use that key, it can deliver to neither, and the
 * message would be lost. Here it arrives, and the alarm goes off.
 */
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
