/** Events of one `PublishBatch` (Amazon SNS API reference, PublishBatch). */
export const MAX_BATCH_ENTRIES = 10;

/** Bytes of all messages of one `PublishBatch`: 256 KiB (Amazon SNS API reference, PublishBatch). */
export const MAX_BATCH_BYTES = 256 * 1024;

/** One message and its place in the caller's list. */
export interface BatchEntry {
  readonly index: number;
  readonly body: string;
}

/** Fills request after request, in order. No entry is larger than a request: the schema's limit is half of it. */
export function intoBatches(entries: readonly BatchEntry[]): BatchEntry[][] {
  const batches: BatchEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(entry.body);
    const current = batches.at(-1);
    if (current && current.length < MAX_BATCH_ENTRIES && bytes <= room) {
      current.push(entry);
      room -= bytes;
    } else {
      batches.push([entry]);
      room = MAX_BATCH_BYTES - bytes;
    }
  }
  return batches;
}
