import type { Action } from '../../../gateway/service.ts';
import type { Timers } from '../../../world.ts';
import { purgeInProgress } from '../errors.ts';
import { queueFor } from '../input.ts';
import type { Queues } from '../queues.ts';

const PAUSE_MS = 60_000;

/** PurgeQueue: at once, where AWS takes up to a minute; and as there, once a minute. */
export function purgeQueue(queues: Queues, timers: Timers): Action {
  return (input, context) => {
    const { arn, name } = queueFor(queues, 'PurgeQueue', input, context);
    const queue = queues.queue(arn);
    const now = timers.now();
    if (queue.purgedAt !== undefined && now - queue.purgedAt < PAUSE_MS) throw purgeInProgress(name);
    queues.purge(arn);
    queue.purgedAt = now;
    return {};
  };
}
