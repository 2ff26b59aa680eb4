import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ORDER_AGE_LIMIT_MINUTES, ORDER_AGE_LIMIT_SECONDS } from '../limits.ts';
import { type AlarmSetting, EmailAlarm } from './email-alarm.ts';

/**
 * Goes off while orders wait longer than a burst explains: the sender does not run, or SES takes less than shops publish.
 *
 *    0 s      30 s                          330 s
 *    burst    its last orders are too old   for five minutes in a row: ALARM
 *
 * A burst of 420 orders, at the 14 mails a second of a new account, ends at the first mark; one of 4,600 reaches the second. Nor is
 * an order meant whose sender was killed, and whose mail SES tells of: it is settled when its message comes again after a minute.
 *
 * An order that has been received three times does not count: SQS moves its message to the back, and leaves it out of this age
 * until it is handled ("Available CloudWatch metrics for Amazon SQS"). What keeps such orders has alarms of its own: the account,
 * calls in doubt, failing functions. Until its third time it does count: so one order that SES does not tell of, and that waits a
 * quarter of an hour for that, is late enough for this alarm.
 */
export class WaitingOrdersAlarm extends EmailAlarm {
  constructor(scope: Construct, id: string, setting: AlarmSetting, queue: sqs.Queue) {
    const { names, console } = setting;
    super(scope, id, setting, {
      alarmName: names.waitingOrdersAlarm,
      severity: 'P1',
      text: `For ${ORDER_AGE_LIMIT_MINUTES} minutes orders have waited for more than ${ORDER_AGE_LIMIT_SECONDS} seconds: the sender does not run, or SES takes less than shops publish.`,
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
      // In a row, with no exception: in a burst some minute ends with the queue empty.
      evaluationPeriods: ORDER_AGE_LIMIT_MINUTES,
      missing: {
        treat: cloudwatch.TreatMissingData.NOT_BREACHING,
        because: 'well. SQS reports nothing of a queue that was empty and unused for six hours.',
      },
    });
  }
}
