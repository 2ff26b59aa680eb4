import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface SpendAlarmProps {
  readonly alarmName: string;
  readonly alarmDescription: string;
  readonly metric: cloudwatch.Metric;
  /** More than this is an alarm. */
  readonly threshold: number;
}

/**
 * Remembers that a cost has crossed its limit, and mails nobody: the cost function does, in words, when it finds this alarm
 * quiet, and only then writes the metric that sets it off (docs/decisions/0016).
 */
export class SpendAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, { metric, ...props }: SpendAlarmProps) {
    super(scope, id, {
      ...props,
      // Short, so that a check that is repeated by hand soon after finds the alarm as the first one left it.
      metric: metric.with({ statistic: 'Maximum', period: Duration.minutes(5) }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // One value a day: in between, what it said still holds.
      treatMissingData: cloudwatch.TreatMissingData.IGNORE,
    });
  }
}
