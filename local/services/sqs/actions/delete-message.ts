import type { DatabaseSync } from 'node:sqlite';
import type { Action } from '../../../gateway/service.ts';
import { batchEntries, eachEntry } from '../batch.ts';
import { queueFor, requiredString } from '../input.ts';
import type { Queues } from '../queues.ts';

/** DeleteMessage. */
export function deleteMessage(queues: Queues): Action {
  return (input, context) => {
    const queue = queueFor(queues, 'DeleteMessage', input, context);
    queues.delete(queue.arn, requiredString(input, 'ReceiptHandle'));
    return {};
  };
}

/** DeleteMessageBatch. */
export function deleteMessageBatch(queues: Queues, database: DatabaseSync): Action {
  return (input, context) => {
    const queue = queueFor(queues, 'DeleteMessage', input, context);
    return eachEntry(database, batchEntries(input, 'DeleteMessageBatch'), (entry) => {
      queues.delete(queue.arn, requiredString(entry, 'ReceiptHandle'));
      return {};
    });
  };
}
