import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { emailMetricData } from '#adapters/aws/email-metric-data.ts';
import { METRICS } from '#contract/metrics.ts';

const SPAN = { since: '2026-11-24T00:00:00.000Z', until: '2026-11-24T12:00:00.000Z', periodSeconds: 300 };

const answering = (...MetricDataResults: object[]) =>
  ({ send: async () => ({ MetricDataResults }) }) as unknown as CloudWatchClient;

const read = (client: CloudWatchClient) =>
  emailMetricData(client, 'dev', [METRICS.sent, METRICS.bounced], SPAN);

test('a result for each name, in their order', async () => {
  const results = await read(
    answering(
      { Id: 'm1', StatusCode: 'Complete', Values: [1] },
      { Id: 'm0', StatusCode: 'Complete', Values: [9] },
    ),
  );
  expect(results.map(({ Values }) => Values)).toEqual([[9], [1]]);
});

test('nothing measured is no failure', async () => {
  expect(await read(answering())).toEqual([{}, {}]);
});

test.each(['PartialData', 'InternalError', 'Forbidden'])(
  'what CloudWatch has not read whole (%s) is no 0',
  async (StatusCode) => {
    const answer = answering({ Id: 'm0', StatusCode: 'Complete' }, { Id: 'm1', StatusCode, Values: [] });
    await expect(read(answer)).rejects.toThrow(StatusCode);
  },
);
