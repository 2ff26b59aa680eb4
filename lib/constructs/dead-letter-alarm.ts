import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type AlarmSetting, EmailAlarm } from './email-alarm.ts';

/** Goes off while any message waits in a dead-letter queue: somebody's order, or its outcome, needs a person. */
export class DeadLetterAlarm extends EmailAlarm {
  constructor(scope: Construct, id: string, setting: AlarmSetting, queues: readonly sqs.Queue[]) {
    const { names, console } = setting;
    super(scope, id, setting, {
      alarmName: names.deadLetterAlarm,
      severity: 'P1',
      text: 'Messages wait for a person: orders that were not mailed, or events that were not recorded. Each says why in its attributes.',
      links: {
        Dashboard: console.dashboard(names.notificationsDashboard),
        Queue: console.queue(names.orderDeadLetters),
      },
      metric: waiting(queues),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 1,
      missing: {
        treat: cloudwatch.TreatMissingData.NOT_BREACHING,
        because:
          'well. SQS reports nothing of a queue that was empty and unused for six hours; one that holds a message reports.',
      },
    });
  }
}

/** The sum over the queues. FILL, because a sum has no value where one of its terms has none. */
function waiting(queues: readonly sqs.Queue[]): cloudwatch.MathExpression {
  const usingMetrics = Object.fromEntries(queues.map((queue, index) => [`queue${index}`, depth(queue)]));
  return new cloudwatch.MathExpression({
    label: 'Dead letters',
    expression: Object.keys(usingMetrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(' + '),
    usingMetrics,
    period: Duration.minutes(1),
  });
}

function depth(queue: sqs.Queue): cloudwatch.Metric {
  return queue.metricApproximateNumberOfMessagesVisible({
    statistic: 'Maximum',
    period: Duration.minutes(1),
  });
}
