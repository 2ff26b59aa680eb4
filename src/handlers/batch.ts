import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '#app/ports.ts';

/**
 * Runs `handle` for every record at once and reports exactly those that must come again. One bad record never stops its
 * neighbours: whatever it throws is logged, by name only since an error's text may quote an address, and stays its own.
 */
export async function eachRecord(
  event: SQSEvent,
  log: Log,
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
        log.error('Record failed', { messageId: record.messageId, error: name, ...$metadata });
        return [record.messageId];
      }
    }),
  );
  return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
}
