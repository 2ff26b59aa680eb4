import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ORDER_AGE_LIMIT_SECONDS } from '../limits.ts';
import { type AlarmSetting, EmailAlarm } from './email-alarm.ts';

/**
 * Goes off while orders wait longer than a burst explains: the sender does not run, or SES takes less than shops publish. An order
 * is mailed within seconds, but 30 s, the aim, would go off with every burst of 420 orders at the 14 mails a second of a new
 * account; 5 min is one of 4,200. An order that waits for a retry or for evidence soon does not count: SQS moves a message that was
 * received three times and not deleted to the back, and leaves it out of this age until it is handled ("Available CloudWatch
 * metrics for Amazon SQS"). What keeps such orders has alarms of its own: the account, calls in doubt, failing functions.
 */
export class WaitingOrdersAlarm extends EmailAlarm {
  constructor(scope: Construct, id: string, setting: AlarmSetting, queue: sqs.Queue) {
    const { names, console } = setting;
    super(scope, id, setting, {
      alarmName: names.waitingOrdersAlarm,
      severity: 'P1',
      text: 'Orders have waited for more than 5 minutes: the sender does not run, or SES takes less than shops publish.',
      links: {
        Dashboard: console.dashboard(names.notificationsDashboard),
        Log: console.log(names.senderFunction),
        Queue: console.queue(names.orderQueue),
      },
      metric: queue.metricApproximateAgeOfOldestMessage({
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: ORDER_AGE_LIMIT_SECONDS,
      // Three minutes in a row: the age is approximate, and jumps when a message comes back.
      evaluationPeriods: 3,
      missing: {
        treat: cloudwatch.TreatMissingData.NOT_BREACHING,
        because: 'well. SQS reports nothing of a queue that was empty and unused for six hours.',
      },
    });
  }
}
