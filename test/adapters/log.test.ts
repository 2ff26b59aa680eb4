import { expect, test } from 'vitest';
import { emfMetrics } from '#adapters/system/emf-metrics.ts';
import { structuredLog } from '#adapters/system/log.ts';
import { MEASURES } from '#contract/metrics.ts';
import { NOW } from '#test/support/builders.ts';

const clock = { now: () => NOW, sleep: async () => {} };

function lines() {
  const written: string[] = [];
  return {
    write: (line: string) => void written.push(line),
    read: () => written.map((line) => JSON.parse(line)),
  };
}

test('a log entry is one JSON line', () => {
  const { write, read } = lines();
  structuredLog(clock, write).warn('Something', { emailId: 'A#B' });
  expect(read()).toEqual([
    { level: 'WARN', message: 'Something', timestamp: '2026-11-24T12:00:00.000Z', emailId: 'A#B' },
  ]);
});

test('a batch writes its counts in one line of the embedded metric format, and starts anew', () => {
  const { write, read } = lines();
  const metrics = emfMetrics('test', clock, write);
  metrics.count('EmailSent');
  metrics.count('EmailSent');
  metrics.flush();
  metrics.flush();
  expect(read()).toEqual([
    {
      _aws: {
        Timestamp: NOW,
        CloudWatchMetrics: [
          {
            Namespace: 'EmailNotification',
            Dimensions: [['Environment']],
            Metrics: [{ Name: 'EmailSent', Unit: 'Count' }],
          },
        ],
      },
      Environment: 'test',
      EmailSent: 2,
    },
  ]);
});

test('what is measured goes with it, every value, under its unit', () => {
  const { write, read } = lines();
  const metrics = emfMetrics('test', clock, write);
  metrics.count('EmailSent');
  metrics.measure(MEASURES.publishToAccept, 812);
  metrics.measure(MEASURES.publishToAccept, 455);
  metrics.flush();
  metrics.flush();
  expect(read()).toMatchObject([
    {
      _aws: {
        CloudWatchMetrics: [
          {
            Metrics: [
              { Name: 'EmailSent', Unit: 'Count' },
              { Name: 'PublishToAccept', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
      PublishToAccept: [812, 455],
    },
  ]);
});
