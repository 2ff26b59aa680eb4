import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface DeadLetterAlarmProps {
  readonly alarmName: string;
  /** Where the reader of the alarm looks next. */
  readonly dashboardName: string;
  readonly queues: readonly sqs.Queue[];
  readonly topic: sns.ITopic;
}

/** Goes off while any message waits in a dead-letter queue: somebody's order, or its outcome, needs a person. */
export class DeadLetterAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, props: DeadLetterAlarmProps) {
    super(scope, id, {
      alarmName: props.alarmName,
      alarmDescription: `Messages wait for a person. "Dead letters" on the dashboard ${props.dashboardName} shows in which queue; what the sender put there says why in its attributes.`,
      metric: waiting(props.queues),
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // SQS reports nothing of a queue that was empty and unused for six hours; one that holds a message always reports.
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(props.topic));
    this.addOkAction(new SnsAction(props.topic));
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
