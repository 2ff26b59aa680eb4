import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { MEASURES, METRICS, QUOTA_LIMIT_PERCENT } from '#contract/metrics.ts';
import {
  BOUNCE_LIMIT_PERCENT,
  BOUNCE_WARNING_PERCENT,
  COMPLAINT_LIMIT_PERCENT,
  ORDER_AGE_LIMIT_MINUTES,
  ORDER_AGE_LIMIT_SECONDS,
} from '../limits.ts';
import { countOf, measured } from './email-metric.ts';

export interface NotificationsDashboardProps {
  readonly dashboardName: string;
  readonly environmentSuffix: string;
  readonly alarms: readonly cloudwatch.IAlarm[];
  readonly queues: readonly sqs.Queue[];
  readonly deadLetters: readonly sqs.Queue[];
  readonly functions: readonly lambda.Function[];
}

/** Whether mails go out and arrive, how they are taken, whether anything waits or fails, and what SES still allows. */
export class NotificationsDashboard extends cloudwatch.Dashboard {
  constructor(scope: Construct, id: string, props: NotificationsDashboardProps) {
    const { dashboardName, environmentSuffix, alarms, queues, deadLetters, functions } = props;
    const emails = (...names: (keyof typeof METRICS)[]) =>
      names.map((name) => countOf(METRICS[name], environmentSuffix));
    super(scope, id, {
      dashboardName,
      defaultInterval: Duration.days(1),
      widgets: [
        [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 3 })],
        [
          graph('Emails', emails('sent', 'delivered')),
          graph('Not sent, or did not arrive', emails('bounced', 'complaint', 'refused', 'blocked')),
        ],
        [
          graph('Delivered (% of the hour’s mails)', [share('delivered', environmentSuffix)]),
          graph('From order to SES (ms)', latency(environmentSuffix), [
            aim(ORDER_AGE_LIMIT_SECONDS * 1000, 'Aim'),
          ]),
        ],
        [
          graph(
            'Bounces (% of the hour’s mails)',
            [share('bounced', environmentSuffix)],
            [warning(BOUNCE_WARNING_PERCENT, 'Look'), limit(BOUNCE_LIMIT_PERCENT, 'AWS reviews the account')],
          ),
          graph(
            'Complaints (% of the hour’s mails)',
            [share('complaint', environmentSuffix)],
            [limit(COMPLAINT_LIMIT_PERCENT, 'AWS reviews the account')],
          ),
        ],
        [
          graph('Waiting messages', queues.map(waiting)),
          graph('Age of the oldest message (seconds)', queues.map(oldest), [
            limit(ORDER_AGE_LIMIT_SECONDS, `Alarm, after ${ORDER_AGE_LIMIT_MINUTES} minutes`),
          ]),
        ],
        [
          graph('Dead letters', deadLetters.map(waiting)),
          graph('In doubt, held, possibly sent twice', emails('inDoubt', 'held', 'possibleDuplicate')),
        ],
        [
          graph('Errors', [...functions.map((one) => one.metricErrors()), ...emails('failed')]),
          graph('Function duration, 99th percentile (ms)', functions.map(slowest)),
        ],
        [
          graph(
            'SES quota of 24 hours (% used)',
            [quota(environmentSuffix)],
            [limit(QUOTA_LIMIT_PERCENT, 'Alarm')],
          ),
          graph('Orders to look at', emails('invalid', 'duplicate', 'contentConflict', 'amountMismatch')),
        ],
      ],
    });
  }
}

function graph(
  title: string,
  left: cloudwatch.IMetric[],
  leftAnnotations: cloudwatch.HorizontalAnnotation[] = [],
): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ title, left, leftAnnotations, width: 12, leftYAxis: { min: 0 } });
}

const limit = (value: number, label: string) => ({ value, label, color: cloudwatch.Color.RED });
const warning = (value: number, label: string) => ({ value, label, color: cloudwatch.Color.ORANGE });
const aim = (value: number, label: string) => ({ value, label, color: cloudwatch.Color.GREEN });

/** Of each hour, as the alarm takes it; no value in one without a mail. */
function share(name: 'delivered' | 'bounced' | 'complaint', environmentSuffix: string) {
  const period = Duration.hours(1);
  return new cloudwatch.MathExpression({
    label: METRICS[name],
    expression: '100 * FILL(events, 0) / sent',
    usingMetrics: {
      events: countOf(METRICS[name], environmentSuffix).with({ period }),
      sent: countOf(METRICS.sent, environmentSuffix).with({ period }),
    },
    period,
  });
}

function latency(environmentSuffix: string): cloudwatch.Metric[] {
  return ['p50', 'p95'].map((statistic) =>
    measured(MEASURES.publishToAccept, environmentSuffix, { statistic, label: statistic }),
  );
}

/** Its highest value: senders ask at different times. */
function quota(environmentSuffix: string): cloudwatch.Metric {
  return measured(MEASURES.quotaUsed, environmentSuffix, { statistic: 'Maximum', label: 'Used' });
}

function waiting(queue: sqs.Queue): cloudwatch.Metric {
  return queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' });
}

function oldest(queue: sqs.Queue): cloudwatch.Metric {
  return queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' });
}

function slowest(target: lambda.Function): cloudwatch.Metric {
  return target.metricDuration({ statistic: 'p99' });
}
