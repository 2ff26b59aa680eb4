import { describe, expect, test } from 'vitest';
import { embeddedMetrics } from '#local/services/cloudwatch/embedded-metrics.ts';

const DIRECTIVE = {
  Namespace: 'EmailNotification',
  Dimensions: [['Environment']],
  Metrics: [{ Name: 'EmailSent', Unit: 'Count' }],
};

function line({ directives = [DIRECTIVE] as unknown, ...root }: Record<string, unknown> = {}): string {
  const _aws = { Timestamp: 1_000, CloudWatchMetrics: directives };
  return JSON.stringify({ _aws, Environment: 'dev', EmailSent: 3, requestId: 'r', ...root });
}

describe('the embedded metric format', () => {
  test('carries a metric with its dimensions', () => {
    expect(embeddedMetrics(line())).toEqual([
      {
        namespace: 'EmailNotification',
        data: [
          {
            name: 'EmailSent',
            unit: 'Count',
            dimensions: { Environment: 'dev' },
            timestamp: 1_000,
            value: 3,
          },
        ],
      },
    ]);
  });

  test('carries several values, and statistics', () => {
    const values = (EmailSent: unknown) =>
      embeddedMetrics(line({ EmailSent }))[0]?.data.map(({ value }) => value);
    expect(values([1, 2])).toEqual([1, 2]);
    expect(values({ Sum: 6, Count: 3, Min: 1, Max: 3 })).toEqual([{ sum: 6, count: 3, min: 1, max: 3 }]);
  });

  test('carries one copy for each set of dimensions; no set is one without', () => {
    const directives = [{ ...DIRECTIVE, Dimensions: [['Environment'], []] }];
    expect(embeddedMetrics(line({ directives }))[0]?.data.map(({ dimensions }) => dimensions)).toEqual([
      { Environment: 'dev' },
      {},
    ]);
  });

  test.each([
    ['plain text', 'hello'],
    ['text that mentions it', 'about "_aws"'],
    ['JSON that is none', '{"message":"_aws"}'],
    ['JSON that is cut', line().slice(0, -1)],
    ['a directive without a namespace', line({ directives: [{ ...DIRECTIVE, Namespace: undefined }] })],
    ['directives that are no list', line({ directives: 'x' })],
    ['null', '{"_aws":null}'],
  ])('%s carries none', (_what, text) => {
    expect(embeddedMetrics(text)).toEqual([]);
  });

  test.each([
    ['a value that is no number', { EmailSent: 'three' }],
    ['a value that is missing', { EmailSent: undefined }],
    ['a dimension that is missing', { Environment: undefined }],
  ])('%s leaves out the metric', (_what, root) => {
    expect(embeddedMetrics(line(root)).flatMap(({ data }) => data)).toEqual([]);
  });
});
