import type { DatabaseSync } from 'node:sqlite';
import type { Action } from '../../../gateway/service.ts';
import { batchEntries, eachEntry } from '../batch.ts';
import { missingParameter } from '../errors.ts';
import { type Input, integer, queueFor, requiredString, VISIBILITY_TIMEOUT } from '../input.ts';
import type { Queues } from '../queues.ts';

/** ChangeMessageVisibility. */
export function changeMessageVisibility(queues: Queues): Action {
  return (input, context) => {
    const queue = queueFor(queues, 'ChangeMessageVisibility', input, context);
    queues.changeVisibility(queue.arn, requiredString(input, 'ReceiptHandle'), timeoutOf(input));
    return {};
  };
}

/** ChangeMessageVisibilityBatch. */
export function changeMessageVisibilityBatch(queues: Queues, database: DatabaseSync): Action {
  return (input, context) => {
    const queue = queueFor(queues, 'ChangeMessageVisibility', input, context);
    return eachEntry(database, batchEntries(input, 'ChangeMessageVisibilityBatch'), (entry) => {
      queues.changeVisibility(queue.arn, requiredString(entry, 'ReceiptHandle'), timeoutOf(entry));
      return {};
    });
  };
}

function timeoutOf(input: Input): number {
  const seconds = integer(input, 'VisibilityTimeout', VISIBILITY_TIMEOUT);
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  return seconds;
}
