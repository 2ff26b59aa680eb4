import type { Principal } from '../iam/policy.ts';
import { messageSize } from '../services/sqs/message-attributes.ts';
import { chunksOf } from './api-calls.ts';
import type { UsageSink } from './usage.ts';
import { USAGE } from './usage-kinds.ts';

/** How a service of AWS itself publishes to a topic. */
export interface ServiceTopics {
  publish(
    topicArn: string,
    publication: { readonly message: string; readonly subject?: string },
    principal: Principal,
  ): { readonly messageId: string };
}

/** The topics for services of AWS, whose publishes come by no gateway and are billed like anyone's. */
export function meteredTopics(topics: ServiceTopics, meter: UsageSink): ServiceTopics {
  return {
    publish(topicArn, publication, principal) {
      const published = topics.publish(topicArn, publication, principal);
      const quantity = chunksOf(messageSize(publication.message, {}));
      const resource = topicArn.split(':').at(-1)!;
      meter.count({ kind: USAGE.snsRequest, operation: 'Publish', resource, quantity });
      return published;
    },
  };
}
