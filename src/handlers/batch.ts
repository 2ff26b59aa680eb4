import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log, Metrics } from '#app/ports.ts';
import { METRICS } from '#contract/metrics.ts';

/**
 * Runs `handle` for every record at once and reports exactly those that must come again. One bad record never stops its
 * neighbours: whatever it throws is counted and logged, by name only since an error's text may quote an address, and stays
 * its own. Lambda calls such a run a success.
 */
export async function eachRecord(
  event: SQSEvent,
  { log, metrics }: { readonly log: Log; readonly metrics: Pick<Metrics, 'count'> },
  handle: (record: SQSRecord) => Promise<'done' | 'kept'>,
): Promise<SQSBatchResponse> {
  const failed = await Promise.all(
    event.Records.map(async (record) => {
      try {
        return (await handle(record)) === 'kept' ? [record.messageId] : [];
      } catch (error) {
        const { name, $metadata } = error as {
          name?: string;
          $metadata?: { requestId?: string; httpStatusCode?: number };
        };
        metrics.count(METRICS.failed);
        log.error('Record failed', { messageId: record.messageId, error: name, ...$metadata });
        return [record.messageId];
      }
    }),
  );
  return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
}
