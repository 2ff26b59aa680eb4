import type { DatabaseSync } from 'node:sqlite';
import type { Action } from '../../../gateway/service.ts';
import { batchEntries, eachEntry } from '../batch.ts';
import { invalidBatch } from '../errors.ts';
import { type Input, queueFor } from '../input.ts';
import { messageSize } from '../message-attributes.ts';
import { MAX_BATCH_BYTES, outgoingMessage } from '../outgoing.ts';
import { type Queues, senderIdOf } from '../queues.ts';
import { sendOne } from './send-message.ts';

/** SendMessageBatch: up to ten messages, each taken or refused on its own. */
export function sendMessageBatch(queues: Queues, database: DatabaseSync): Action {
  return (input, context) => {
    const queue = queueFor(queues, 'SendMessage', input, context);
    const entries = batchEntries(input, 'SendMessageBatch');
    refuseTooLong(entries);
    const senderId = senderIdOf(context.principal);
    return eachEntry(database, entries, (entry) =>
      sendOne(queues, queue.arn, outgoingMessage(entry), senderId),
    );
  };
}

function refuseTooLong(entries: readonly Input[]): void {
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes > MAX_BATCH_BYTES)
    throw invalidBatch(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_BATCH_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
}

function sizeOf({ MessageBody, MessageAttributes }: Input): number {
  return typeof MessageBody === 'string' ? messageSize(MessageBody, MessageAttributes ?? {}) : 0;
}
