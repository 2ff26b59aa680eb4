import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queueClient, tableClient } from '#adapters/aws/clients.ts';
import {
  AWS_MAX_ATTEMPTS,
  AWS_REQUEST_TIMEOUT_SECONDS,
  FUNCTION_TIMEOUT_SECONDS,
  SES_CONNECTION_TIMEOUT_SECONDS,
  SES_REQUEST_TIMEOUT_SECONDS,
} from '#contract/timing.ts';

/** The SDK's pauses between three tries: at most 0.5 s and 1 s, where it takes the failure for throttling. */
const PAUSES_SECONDS = 1.5;

let requests = 0;
const silent = createServer(() => {
  requests++;
});

beforeEach(async () => {
  requests = 0;
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  silent.closeAllConnections();
  silent.close();
});

const connection = () => ({
  endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

test.each([
  ['the table', () => tableClient(connection()).send(new ListTablesCommand({}))],
  ['a queue', () => queueClient(connection()).send(new ListQueuesCommand({}))],
])('a call to %s that is never answered is tried three times and given up', async (_, call) => {
  let failure: unknown;
  void call().catch((error) => {
    failure = error;
  });
  await vi.waitFor(
    async () => {
      await vi.advanceTimersByTimeAsync(100);
      expect(failure).toMatchObject({ name: 'TimeoutError' });
    },
    { interval: 10, timeout: 4_000 },
  );
  expect(requests).toBe(AWS_MAX_ATTEMPTS);
});

test('a claim, a call to SES and its record end before the function, however slow each is', () => {
  const slowest = AWS_MAX_ATTEMPTS * AWS_REQUEST_TIMEOUT_SECONDS + PAUSES_SECONDS;
  const call = SES_CONNECTION_TIMEOUT_SECONDS + SES_REQUEST_TIMEOUT_SECONDS;
  expect(slowest + call + slowest).toBeLessThan(FUNCTION_TIMEOUT_SECONDS);
});
