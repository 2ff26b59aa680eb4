import type { Action } from '../../../gateway/service.ts';
import { page } from '../../page.ts';
import { optionalString, pageRequest, queueFor, queueUrl } from '../input.ts';
import type { Queues } from '../queues.ts';

/** ListQueues. */
export function listQueues(queues: Queues): Action {
  return (input, context) => {
    context.authorize({ action: 'sqs:ListQueues', resource: '*' });
    const prefix = optionalString(input, 'QueueNamePrefix') ?? '';
    const { items, nextToken } = page(
      queues.all().filter(({ name }) => name.startsWith(prefix)),
      pageRequest(input),
    );
    const QueueUrls = items.map((queue) => queueUrl(queue, context));
    return QueueUrls.length > 0 ? { QueueUrls, NextToken: nextToken } : {};
  };
}

/** ListDeadLetterSourceQueues: the queues whose redrive policy names this one. */
export function listDeadLetterSourceQueues(queues: Queues): Action {
  return (input, context) => {
    const { arn } = queueFor(queues, 'ListDeadLetterSourceQueues', input, context);
    const { items, nextToken } = page(
      queues.all().filter(({ redrivePolicy }) => redrivePolicy?.deadLetterTargetArn === arn),
      pageRequest(input),
    );
    // The only list of this API that begins with a small letter.
    return { queueUrls: items.map((queue) => queueUrl(queue, context)), NextToken: nextToken };
  };
}

/** ListQueueTags. */
export function listQueueTags(queues: Queues): Action {
  return (input, context) => {
    const { tags } = queueFor(queues, 'ListQueueTags', input, context);
    return Object.keys(tags).length > 0 ? { Tags: tags } : {};
  };
}
