import { expect, test } from 'vitest';
import { DOUBT_LIMIT_SECONDS, MAX_RECEIVE_COUNT, QUEUE_RETENTION_DAYS } from '#contract/timing.ts';
import { backlogWaitMs, backoffMs, blockedWaitMs, dailyQuotaWaitMs, turnWaitMs } from '#domain/backoff.ts';

const total = (wait: (receives: number) => number, from = 1) =>
  Array.from({ length: MAX_RECEIVE_COUNT - from }, (_, n) => wait(n + from)).reduce(
    (sum, one) => sum + one,
    0,
  );

test('a retry waits at least a second and at most ten minutes, wherever chance falls', () => {
  expect(backoffMs(1, 0)).toBe(1_000);
  expect(backoffMs(5, 1)).toBe(32_000);
  expect(backoffMs(1_000, 1)).toBe(600_000);
});

test('waiting for its turn does not use up the receives before the queue gives up the message, wherever chance falls', () => {
  expect(turnWaitMs(1, 0)).toBe(1_250);
  expect(turnWaitMs(3, 1)).toBe(15_625);
  // In the queue's last hour, a person gets it.
  expect(total((receives) => turnWaitMs(receives, 0))).toBeGreaterThan(
    (QUEUE_RETENTION_DAYS * 24 - 1) * 3_600_000,
  );
  expect(turnWaitMs(1_000, 1)).toBeLessThan(12 * 3_600_000);
});

test('an account that is blocked does not use up the receives before the queue gives up the message', () => {
  expect(total(blockedWaitMs)).toBeGreaterThan((QUEUE_RETENTION_DAYS - 1) * 24 * 3_600_000);
});

test('a used-up daily quota does not use up the receives before it is free again', () => {
  expect(total(dailyQuotaWaitMs)).toBeGreaterThan(36 * 3_600_000);
});

test('a feedback backlog does not use up the receives before the doubt has lasted a day', () => {
  // The first three receives are the send, the end of the lease and the end of the doubt.
  expect(total(backlogWaitMs, 4)).toBeGreaterThan(DOUBT_LIMIT_SECONDS * 1_000);
});
