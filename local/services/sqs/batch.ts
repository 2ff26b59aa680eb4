import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../gateway/aws-error.ts';
import { inTransaction } from '../../transaction.ts';
import { invalidBatch, wrongType } from './errors.ts';
import type { Input } from './input.ts';

interface BatchOutput {
  readonly Successful: readonly object[];
  readonly Failed: readonly object[];
}

const MAX_ENTRIES = 10;
const ENTRY_ID = /^[\w-]{1,80}$/;

/** The entries of a batch request. Throws AWS's error if the batch as a whole is not one that SQS takes. */
export function batchEntries(input: Input, action: string): readonly (Input & { readonly Id: string })[] {
  const entries = input.Entries ?? [];
  if (!Array.isArray(entries) || entries.some((entry) => typeof entry !== 'object' || entry === null))
    throw wrongType('Entries', 'a list of structures');
  if (entries.length === 0)
    throw invalidBatch(
      'EmptyBatchRequest',
      `There should be at least one ${action}RequestEntry in the request.`,
    );
  if (entries.length > MAX_ENTRIES)
    throw invalidBatch(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  if (!entries.every(({ Id }) => typeof Id === 'string' && ENTRY_ID.test(Id)))
    throw invalidBatch(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  const repeated = entries.find(({ Id }, index) => entries.findIndex((other) => other.Id === Id) < index);
  if (repeated) throw invalidBatch('BatchEntryIdsNotDistinct', `Id ${repeated.Id} repeated.`);
  return entries;
}

/** Does each entry, all writes in one transaction. An entry that AWS would refuse is reported and stops none of the others. */
export function eachEntry<Entry extends { readonly Id: string }>(
  database: DatabaseSync,
  entries: readonly Entry[],
  act: (entry: Entry) => object,
): BatchOutput {
  const Successful: object[] = [];
  const Failed: object[] = [];
  inTransaction(database, () => {
    for (const entry of entries) {
      try {
        Successful.push({ Id: entry.Id, ...act(entry) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        Failed.push({
          Id: entry.Id,
          Code: error.queryCode ?? error.code,
          Message: error.message,
          SenderFault: error.status < 500,
        });
      }
    }
  });
  return { Successful, Failed };
}
