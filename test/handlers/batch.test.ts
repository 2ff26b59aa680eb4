import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { eachRecord } from '../../src/handlers/batch.ts';

const records = (...ids: string[]) => ({ Records: ids.map((messageId) => ({ messageId }) as SQSRecord) });

function recordingLog() {
  const lines: string[] = [];
  const write = (message: string, fields: object) => void lines.push(JSON.stringify({ message, ...fields }));
  return { lines, info: write, warn: write, error: write };
}

test('exactly those that must come again are reported, and a failure stays its own', async () => {
  const log = recordingLog();
  const failure = Object.assign(new Error('no mail for secret@example.com'), {
    name: 'ProvisionedThroughputExceededException',
    $metadata: { requestId: 'request-1', httpStatusCode: 400 },
  });
  const counted: string[] = [];
  const metrics = { count: (name: string) => void counted.push(name) };
  const batch = records('done', 'kept', 'failed', 'done too');
  const response = await eachRecord(batch, { log, metrics }, async (record) => {
    if (record.messageId === 'failed') throw failure;
    return record.messageId === 'kept' ? 'kept' : 'done';
  });
  expect(response).toEqual({
    batchItemFailures: [{ itemIdentifier: 'kept' }, { itemIdentifier: 'failed' }],
  });
  expect(counted).toEqual(['RecordFailed']);
  expect(log.lines.map((line) => JSON.parse(line))).toEqual([
    {
      message: 'Record failed',
      messageId: 'failed',
      error: 'ProvisionedThroughputExceededException',
      requestId: 'request-1',
      httpStatusCode: 400,
    },
  ]);
});

test('records are worked on at once', async () => {
  const begun: string[] = [];
  let release = () => {};
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  const response = await eachRecord(
    records('a', 'b'),
    { log: recordingLog(), metrics: { count: () => {} } },
    async ({ messageId }) => {
      begun.push(messageId);
      if (begun.length === 2) release();
      await all;
      return 'done';
    },
  );
  expect(begun).toEqual(['a', 'b']);
  expect(response).toEqual({ batchItemFailures: [] });
});
