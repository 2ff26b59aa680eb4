import { describe, expect, it } from 'vitest';
import { MEASURES, METRICS } from '#contract/metrics.ts';
import { alarmDescription } from '#lib/alarm-text.ts';
import { consoleLinks } from '#lib/console-links.ts';
import { countOf, measured } from '#lib/constructs/email-metric.ts';
import { runbookAt } from '#lib/runbook.ts';

describe('a metric of the emails', () => {
  it('is the one that the functions write: same namespace, same only dimension', () => {
    expect(countOf(METRICS.sent, 'prod').toMetricConfig().metricStat).toMatchObject({
      namespace: 'EmailNotification',
      metricName: 'EmailSent',
      dimensions: [{ name: 'Environment', value: 'prod' }],
      statistic: 'Sum',
    });
    const p95 = measured(MEASURES.publishToAccept, 'prod', { statistic: 'p95' });
    expect(p95.toMetricConfig().metricStat).toMatchObject({
      namespace: 'EmailNotification',
      metricName: 'PublishToAccept',
      dimensions: [{ name: 'Environment', value: 'prod' }],
      statistic: 'p95',
    });
  });
});

describe('what an alarm says', () => {
  const missing = { treat: 'notBreaching', because: 'well.' } as never;

  it('is how urgent it is, what is wrong, where to read on, and what no data means', () => {
    expect(
      alarmDescription({
        severity: 'P1',
        text: 'It burns.',
        missing,
        runbook: 'docs/runbook.md#fire',
        links: { Dashboard: 'https://example.com/fire' },
      }),
    ).toBe(
      '[P1] It burns.\nRunbook: docs/runbook.md#fire\nDashboard: https://example.com/fire\nNo data: well.',
    );
  });

  it('is refused where CloudWatch would cut it off', () => {
    const runbook = `https://example.com/${'x'.repeat(1024)}`;
    expect(() => alarmDescription({ severity: 'P3', text: '', missing, runbook, links: {} })).toThrow(
      /CloudWatch allows 1024. Shorten RUNBOOK_URL: https/,
    );
  });
});

describe('links', () => {
  const links = consoleLinks({ account: '111122223333', region: 'eu-west-1' });

  it('lead to a queue, a log and a dashboard, with their names encoded as the console has them', () => {
    const home = 'https://eu-west-1.console.aws.amazon.com';
    expect(links.dashboard('emails')).toBe(
      `${home}/cloudwatch/home?region=eu-west-1#dashboards/dashboard/emails`,
    );
    expect(links.log('email-sender')).toBe(
      `${home}/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Femail-sender`,
    );
    expect(links.queue('orders')).toBe(
      `${home}/sqs/v3/home?region=eu-west-1#/queues/https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F111122223333%2Forders`,
    );
  });

  it('lead to the alarm’s section of the runbook', () => {
    expect(runbookAt('docs/runbook.md', 'prod-eu').sectionOf('email-errors-prod-eu')).toBe(
      'docs/runbook.md#email-errors',
    );
  });
});
