import type * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { SubscriptionDeadLetters } from './queue-subscription.ts';
import { TlsTopic } from './tls-topic.ts';

export interface AlertTopicProps {
  readonly topicName: string;
  /** Name of the queue for alerts that SNS could not mail. */
  readonly undeliveredName: string;
  readonly recipients: readonly string[];
}

/**
 * A topic that mails people. AWS asks each recipient once to confirm.
 *
 * Never with the customer's key: it carries nothing of a customer, and a key that nobody may use would silence the very alarms that
 * tell of it.
 */
export class AlertTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    this.topic = new TlsTopic(this, 'Topic', { topicName: props.topicName });
    if (props.recipients.length === 0) return;
    const deadLetterQueue = new SubscriptionDeadLetters(this, 'Undelivered', props.undeliveredName);
    for (const recipient of props.recipients) {
      this.topic.addSubscription(new EmailSubscription(recipient, { deadLetterQueue }));
    }
  }
}
