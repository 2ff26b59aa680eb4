import type { Action } from '../../../gateway/service.ts';
import { permission, topicIn } from '../input.ts';
import { isPending, type Topic } from '../topic.ts';
import type { Topics } from '../topics.ts';

/** GetTopicAttributes. */
export function getTopicAttributes(topics: Topics): Action {
  return (input, context) => {
    const topic = topicIn(topics, input);
    context.authorize(permission('GetTopicAttributes', topic));
    const pending = topic.subscriptions.filter(isPending).length;
    const owner = topic.arn.split(':')[4]!;
    const attributes = {
      TopicArn: topic.arn,
      Owner: owner,
      DisplayName: topic.displayName,
      Policy: JSON.stringify(topic.policy ?? defaultPolicy(topic, owner)),
      SubscriptionsConfirmed: String(topic.subscriptions.length - pending),
      SubscriptionsPending: String(pending),
      SubscriptionsDeleted: '0',
      ...(topic.kmsKeyId !== undefined && { KmsMasterKeyId: topic.kmsKeyId }),
    };
    return { Attributes: new Map(Object.entries(attributes)) };
  };
}

/** What AWS shows for a topic without a policy: its account may use it, as far as its own policies go. */
function defaultPolicy({ arn }: Topic, owner: string): object {
  return {
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': owner } },
      },
    ],
  };
}
