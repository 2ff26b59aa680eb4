import type { Action } from '../../../gateway/service.ts';
import { doesNotExist } from '../errors.ts';
import { arn, permission } from '../input.ts';
import { isPending } from '../topic.ts';
import type { Topics } from '../topics.ts';

/** GetSubscriptionAttributes. */
export function getSubscriptionAttributes(topics: Topics): Action {
  return (input, context) => {
    const subscriptionArn = arn(input, 'SubscriptionArn');
    const topic = topics
      .all()
      .find(({ subscriptions }) => subscriptions.some((candidate) => candidate.arn === subscriptionArn));
    const subscription = topic?.subscriptions.find((candidate) => candidate.arn === subscriptionArn);
    if (!topic || !subscription) throw doesNotExist('Subscription');
    context.authorize(permission('GetSubscriptionAttributes', topic));
    const { deadLetterTargetArn } = subscription;
    const attributes = {
      SubscriptionArn: subscription.arn,
      TopicArn: subscription.topicArn,
      Owner: topic.arn.split(':')[4]!,
      Protocol: subscription.protocol,
      Endpoint: subscription.endpoint,
      RawMessageDelivery: String(subscription.rawMessageDelivery),
      PendingConfirmation: String(isPending(subscription)),
      ConfirmationWasAuthenticated: String(!isPending(subscription)),
      ...(deadLetterTargetArn && { RedrivePolicy: JSON.stringify({ deadLetterTargetArn }) }),
    };
    return { Attributes: new Map(Object.entries(attributes)) };
  };
}
