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
  depths: { readonly queue?: number; readonly deadLetters?: number; readonly undelivered?: number },
  seenSentAtMs: number,
) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const name = JSON.parse(body).QueueUrl.split('/').at(-1) as keyof typeof depths;
      const depth = depths[name] ?? 0;
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
  const queues = {
    queueUrl: `${endpoint}/1/queue`,
    deadLettersUrl: `${endpoint}/1/deadLetters`,
    undeliveredUrl: `${endpoint}/1/undelivered`,
  };
  return sqsFeedbackHealth(client, queues, async () => seenSentAtMs);
}

const LATER = NOW + LAST_RECEIVE_SECONDS * 1000;

test.each([
  ['all queues empty', {}, 0, false],
  ['a queue that is never empty, worked on up to much later', { queue: 5 }, LATER, false],
  ['the same, but not yet that far', { queue: 5 }, LATER - 1, true],
  ['a queue that nobody has worked on', { queue: 5 }, 0, true],
  ['a dead letter, which may be the evidence', { deadLetters: 1 }, LATER, true],
  ['an event that never reached the queue', { undelivered: 1 }, LATER, true],
])('%s', async (_, depths, seenSentAtMs, backlog) => {
  expect(await (await health(depths, seenSentAtMs)).hasBacklog(NOW)).toBe(backlog);
});
