import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { BatchEntry } from './batches.ts';
import { codeIn, failureOf, type PublishFailure } from './failures.ts';

/** What became of an entry. */
export type EntryResult =
  | { readonly kind: 'published'; readonly index: number; readonly messageId: string }
  | ({ readonly kind: 'failed'; readonly index: number } & PublishFailure);

export interface Sending {
  readonly client: Pick<SNSClient, 'send'>;
  readonly topicArn: string;
  readonly entryRetries: number;
  readonly pause: (retry: number) => Promise<void>;
}

/** One request after the other. One that fails as a whole is the last: what is wrong with it is wrong with the rest, too. */
export async function sendBatches(
  batches: readonly BatchEntry[][],
  sending: Sending,
): Promise<EntryResult[]> {
  const results: EntryResult[] = [];
  let outage: PublishFailure | undefined;
  for (const batch of batches) {
    let left = batch;
    for (let retry = 0; left.length > 0 && !outage; retry += 1) {
      if (retry > 0) await sending.pause(retry);
      const answer = await sendBatch(left, sending);
      outage = answer.outage;
      const again = retry < sending.entryRetries ? answer.results.filter(isPassing) : [];
      results.push(...answer.results.filter((result) => !again.includes(result)));
      if (!outage) left = left.filter(({ index }) => again.some((result) => result.index === index));
    }
    if (outage) results.push(...failAll(left, outage));
  }
  return results;
}

/** The results of one request, or why there are none. */
async function sendBatch(batch: readonly BatchEntry[], { client, topicArn }: Sending) {
  const command = new PublishBatchCommand({
    TopicArn: topicArn,
    PublishBatchRequestEntries: batch.map(({ index, body }) => ({ Id: String(index), Message: body })),
  });
  try {
    const { Successful = [], Failed = [] } = await client.send(command);
    const results: EntryResult[] = [
      ...Successful.map(({ Id, MessageId }) => published(Number(Id), MessageId!)),
      ...Failed.map(({ Id, Code, SenderFault }) =>
        failed(Number(Id), { code: codeIn(Code), retryable: SenderFault !== true }),
      ),
    ];
    return { results };
  } catch (error) {
    return { results: [], outage: failureOf(error) };
  }
}

const isPassing = (result: EntryResult) => result.kind === 'failed' && result.retryable;

const failAll = (entries: readonly BatchEntry[], failure: PublishFailure) =>
  entries.map(({ index }) => failed(index, failure));

function published(index: number, messageId: string): EntryResult {
  return { kind: 'published', index, messageId };
}

function failed(index: number, failure: PublishFailure): EntryResult {
  return { kind: 'failed', index, ...failure };
}
