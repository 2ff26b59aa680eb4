import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../../gateway/aws-error.ts';
import type { Action } from '../../../gateway/service.ts';
import { inTransaction } from '../../../transaction.ts';
import { messageSize } from '../../sqs/message-attributes.ts';
import { type Input, permission, publicationIn, topicIn } from '../input.ts';
import { MAX_PUBLICATION_BYTES } from '../publication.ts';
import type { Topics } from '../topics.ts';

const MAX_ENTRIES = 10;
const ENTRY_ID = /^[\w-]{1,80}$/;

/** PublishBatch: up to ten messages in one transaction; one that SNS refuses stops none of the others. */
export function publishBatch(topics: Topics, database: DatabaseSync): Action {
  return (input, context) => {
    const topic = topicIn(topics, input);
    context.authorize(permission('Publish', topic));
    const entries = entriesIn(input);
    const Successful: object[] = [];
    const Failed: object[] = [];
    inTransaction(database, () => {
      for (const entry of entries) {
        const Id = String(entry.Id);
        try {
          const { messageId } = topics.publish(topic.arn, publicationIn(entry), context.principal);
          Successful.push({ Id, MessageId: messageId });
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          Failed.push({ Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
        }
      }
    });
    return { Successful, Failed };
  };
}

function entriesIn({ PublishBatchRequestEntries: entries = [] }: Input): readonly Input[] {
  if (!Array.isArray(entries) || entries.length === 0)
    throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > MAX_ENTRIES)
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      'The batch request contains more entries than permissible.',
    );
  if (!entries.every((entry) => typeof entry?.Id === 'string' && ENTRY_ID.test(entry.Id)))
    throw new AwsError(
      'InvalidBatchEntryId',
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw new AwsError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  refuseTooLong(entries);
  return entries;
}

function refuseTooLong(entries: readonly Input[]): void {
  const bytes = entries.reduce((sum, { Message, MessageAttributes }) => {
    return typeof Message === 'string' ? sum + messageSize(Message, MessageAttributes ?? {}) : sum;
  }, 0);
  if (bytes > MAX_PUBLICATION_BYTES)
    throw new AwsError(
      'BatchRequestTooLong',
      'The length of all the messages put together is more than the limit.',
    );
}
