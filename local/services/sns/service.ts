import { queryService } from '../../gateway/protocols/query.ts';
import type { Service } from '../../gateway/service.ts';
import type { World } from '../../world.ts';
import { getSubscriptionAttributes } from './actions/get-subscription-attributes.ts';
import { getTopicAttributes } from './actions/get-topic-attributes.ts';
import { listSubscriptions, listSubscriptionsByTopic } from './actions/list-subscriptions.ts';
import { listTagsForResource, listTopics } from './actions/list-topics.ts';
import { publish } from './actions/publish.ts';
import { publishBatch } from './actions/publish-batch.ts';
import type { Topics } from './topics.ts';

/** What SNS is made of. */
export interface SnsDeps {
  readonly world: Pick<World, 'database'>;
  readonly topics: Topics;
}

/** Amazon SNS, standard topics. Topics and subscriptions are made by templates only. */
export function snsService({ world: { database }, topics }: SnsDeps): Service {
  return queryService({
    scope: 'sns',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    accessDeniedCode: 'AuthorizationError',
    actions: {
      GetSubscriptionAttributes: getSubscriptionAttributes(topics),
      GetTopicAttributes: getTopicAttributes(topics),
      ListSubscriptions: listSubscriptions(topics),
      ListSubscriptionsByTopic: listSubscriptionsByTopic(topics),
      ListTagsForResource: listTagsForResource(topics),
      ListTopics: listTopics(topics),
      Publish: publish(topics),
      PublishBatch: publishBatch(topics, database),
    },
  });
}
