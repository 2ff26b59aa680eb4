import type { Action } from '../../../gateway/service.ts';
import { nonExistentQueue } from '../errors.ts';
import { optionalString, permission, queueUrl, requiredString } from '../input.ts';
import type { Queues } from '../queues.ts';

/** GetQueueUrl: the URL has the host that the caller used. */
export function getQueueUrl(queues: Queues): Action {
  return (input, context) => {
    const name = requiredString(input, 'QueueName');
    const owner = optionalString(input, 'QueueOwnerAWSAccountId');
    const queue = queues.all().find((candidate) => candidate.name === name);
    if (!queue || (owner !== undefined && queue.arn.split(':')[4] !== owner)) throw nonExistentQueue();
    context.authorize(permission('GetQueueUrl', queue));
    return { QueueUrl: queueUrl(queue, context) };
  };
}
