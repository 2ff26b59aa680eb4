import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { sqsFeedbackHealth } from '#adapters/aws/sqs-feedback-health.ts';
import { LAST_RECEIVE_SECONDS } from '#contract/timing.ts';
import { NOW } from '#test/support/builders.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** SQS as far as it counts: how many messages are in each queue. */
async function health(
  depths: { readonly queue: number; readonly deadLetters: number },
  seenSentAtMs: number,
) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const depth = JSON.parse(body).QueueUrl.endsWith('/dead') ? depths.deadLetters : depths.queue;
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify({ Attributes: { ApproximateNumberOfMessagesNotVisible: String(depth) } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  closers.push(
    () => client.destroy(),
    () => server.close(),
  );
  const queues = { queueUrl: `${endpoint}/1/queue`, deadLettersUrl: `${endpoint}/1/dead` };
  return sqsFeedbackHealth(client, queues, async () => seenSentAtMs);
}

const LATER = NOW + LAST_RECEIVE_SECONDS * 1000;

test.each([
  ['both queues empty', { queue: 0, deadLetters: 0 }, 0, false],
  ['a queue that is never empty, worked on up to much later', { queue: 5, deadLetters: 0 }, LATER, false],
  ['the same, but not yet that far', { queue: 5, deadLetters: 0 }, LATER - 1, true],
  ['a queue that nobody has worked on', { queue: 5, deadLetters: 0 }, 0, true],
  ['a dead letter, which may be the evidence', { queue: 0, deadLetters: 1 }, LATER, true],
])('%s', async (_, depths, seenSentAtMs, backlog) => {
  expect(await (await health(depths, seenSentAtMs)).hasBacklog(NOW)).toBe(backlog);
});
