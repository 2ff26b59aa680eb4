import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface WaitingOrdersAlarmProps {
  readonly alarmName: string;
  /** Where the reader of the alarm looks next. */
  readonly dashboardName: string;
  readonly queue: sqs.Queue;
  readonly topic: sns.ITopic;
}

/**
 * Goes off while orders wait longer than a burst explains: the sender does not run, or SES takes less than shops publish. An order
 * is mailed within seconds, but 30 s, the aim, would go off with every burst of 420 orders at the 14 mails a second of a new
 * account; 5 min is one of 4,200. An order that waits for a retry or for evidence does not count: SQS leaves messages out
 * that have been received more than three times, and a blocked account has its metric.
 */
export class WaitingOrdersAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, props: WaitingOrdersAlarmProps) {
    super(scope, id, {
      alarmName: props.alarmName,
      alarmDescription: `Orders have waited for more than 5 minutes. The dashboard ${props.dashboardName} shows how many, whether the sender fails, and whether SES blocks the account (EmailBlocked).`,
      metric: props.queue.metricApproximateAgeOfOldestMessage({
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      threshold: 300,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      // Three minutes in a row: the age is approximate, and jumps when a message comes back.
      evaluationPeriods: 3,
      // SQS reports nothing of a queue that was empty and unused for six hours.
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(props.topic));
    this.addOkAction(new SnsAction(props.topic));
  }
}
