import type { Action } from '../../../gateway/service.ts';
import { page } from '../../page.ts';
import { resourceNotFound } from '../errors.ts';
import { arn, pageRequest, permission } from '../input.ts';
import type { Topics } from '../topics.ts';

/** ListTopics. */
export function listTopics(topics: Topics): Action {
  return (input, context) => {
    context.authorize({ action: 'SNS:ListTopics', resource: '*' });
    const { items, nextToken } = page(topics.all(), pageRequest(input));
    return { Topics: items.map((topic) => ({ TopicArn: topic.arn })), NextToken: nextToken };
  };
}

/** ListTagsForResource. */
export function listTagsForResource(topics: Topics): Action {
  return (input, context) => {
    const topicArn = arn(input, 'ResourceArn');
    const topic = topics.all().find((candidate) => candidate.arn === topicArn);
    if (!topic) throw resourceNotFound();
    context.authorize(permission('ListTagsForResource', topic));
    return { Tags: Object.entries(topic.tags).map(([Key, Value]) => ({ Key, Value })) };
  };
}
