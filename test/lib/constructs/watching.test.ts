import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { METRICS } from '#contract/metrics.ts';
import { DeadLetterAlarm } from '#lib/constructs/dead-letter-alarm.ts';
import { countOf } from '#lib/constructs/email-metric.ts';
import { only, templateOf } from '../synthesized.ts';

describe('the alarm on dead letters', () => {
  const template = templateOf((stack) => {
    const queues = ['a', 'b', 'c'].map((id) => new sqs.Queue(stack, id));
    const topic = new sns.Topic(stack, 'Topic');
    new DeadLetterAlarm(stack, 'Alarm', {
      alarmName: 'dead-letters',
      dashboardName: 'the-dashboard',
      queues,
      topic,
    });
  });
  const alarm = only(template, 'AWS::CloudWatch::Alarm').Properties;

  it('adds up all queues, of which any may report nothing', () => {
    const [sum, ...depths] = alarm.Metrics;
    expect(sum.Expression).toBe('FILL(queue0, 0) + FILL(queue1, 0) + FILL(queue2, 0)');
    expect(depths).toHaveLength(3);
    for (const { MetricStat } of depths) {
      expect(MetricStat).toMatchObject({
        Metric: { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible' },
        Period: 60,
        Stat: 'Maximum',
      });
    }
  });

  it('goes off at the first message, and stays quiet where nothing is reported', () => {
    expect(alarm).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('tells its reader where to look', () => {
    expect(alarm.AlarmDescription).toContain('the-dashboard');
  });

  it('tells when it goes off and when it is over', () => {
    const topic = { Ref: expect.stringMatching(/^Topic/) };
    expect([alarm.AlarmActions, alarm.OKActions]).toEqual([[topic], [topic]]);
  });
});

describe('a metric of the emails', () => {
  it('is the one that the functions write: same namespace, same only dimension', () => {
    expect(countOf(METRICS.sent, 'prod').toMetricConfig().metricStat).toMatchObject({
      namespace: 'EmailNotification',
      metricName: 'EmailSent',
      dimensions: [{ name: 'Environment', value: 'prod' }],
      statistic: 'Sum',
    });
  });
});
