import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { METRICS } from '#contract/metrics.ts';
import { countOf } from './email-metric.ts';

export interface NotificationsDashboardProps {
  readonly dashboardName: string;
  readonly environmentSuffix: string;
  readonly queues: readonly sqs.Queue[];
  readonly deadLetters: readonly sqs.Queue[];
  readonly functions: readonly lambda.Function[];
}

/** Whether mails go out and arrive, whether anything waits, whether anything fails. */
export class NotificationsDashboard extends cloudwatch.Dashboard {
  constructor(scope: Construct, id: string, props: NotificationsDashboardProps) {
    const { dashboardName, environmentSuffix, queues, deadLetters, functions } = props;
    const emails = (...names: (keyof typeof METRICS)[]) =>
      names.map((name) => countOf(METRICS[name], environmentSuffix));
    super(scope, id, {
      dashboardName,
      defaultInterval: Duration.days(1),
      widgets: [
        [
          graph('Emails', emails('sent', 'delivered')),
          graph('Emails that did not arrive', emails('bounced', 'complaint', 'refused', 'blocked', 'held')),
        ],
        [
          graph('Orders not mailed', emails('invalid', 'duplicate', 'contentConflict')),
          graph('Dead letters', deadLetters.map(waiting)),
        ],
        [
          graph('Waiting messages', queues.map(waiting)),
          graph('Age of the oldest message (seconds)', queues.map(oldest)),
        ],
        [
          graph(
            'Function errors',
            functions.map((target) => target.metricErrors()),
          ),
          graph('Function duration, 99th percentile (ms)', functions.map(slowest)),
        ],
      ],
    });
  }
}

function graph(title: string, left: cloudwatch.IMetric[]): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ title, left, width: 12, leftYAxis: { min: 0 } });
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
