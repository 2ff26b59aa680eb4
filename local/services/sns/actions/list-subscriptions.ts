import type { Action } from '../../../gateway/service.ts';
import { page } from '../../page.ts';
import { pageRequest, permission, topicIn } from '../input.ts';
import { isPending, type Subscription } from '../topic.ts';
import type { Topics } from '../topics.ts';

/** ListSubscriptions. */
export function listSubscriptions(topics: Topics): Action {
  return (input, context) => {
    context.authorize({ action: 'SNS:ListSubscriptions', resource: '*' });
    const all = topics.all().flatMap(({ subscriptions }) => subscriptions);
    const { items, nextToken } = page(all, pageRequest(input));
    return { Subscriptions: items.map(describe), NextToken: nextToken };
  };
}

/** ListSubscriptionsByTopic. */
export function listSubscriptionsByTopic(topics: Topics): Action {
  return (input, context) => {
    const topic = topicIn(topics, input);
    context.authorize(permission('ListSubscriptionsByTopic', topic));
    const { items, nextToken } = page(topic.subscriptions, pageRequest(input));
    return { Subscriptions: items.map(describe), NextToken: nextToken };
  };
}

function describe(subscription: Subscription): object {
  const { arn, topicArn, protocol, endpoint } = subscription;
  return {
    SubscriptionArn: isPending(subscription) ? 'PendingConfirmation' : arn,
    Owner: topicArn.split(':')[4],
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}
