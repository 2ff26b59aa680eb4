import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type AlarmText, alarmDescription } from '../alarm-text.ts';

export interface SpendAlarmProps extends Pick<AlarmText, 'text' | 'runbook' | 'links'> {
  readonly alarmName: string;
  readonly metric: cloudwatch.Metric;
  /** More than this is an alarm. */
  readonly threshold: number;
}

/**
 * Remembers that a cost has crossed its limit, and mails nobody: the cost function does, in words, when it finds this alarm
 * quiet, and only then writes the metric that sets it off (docs/decisions/0016).
 */
export class SpendAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, { metric, text, runbook, links, ...props }: SpendAlarmProps) {
    const missing = {
      treat: cloudwatch.TreatMissingData.IGNORE,
      because: 'as before. There is one value a day; in between, what it said still holds.',
    };
    super(scope, id, {
      ...props,
      alarmDescription: alarmDescription({ severity: 'P3', text, runbook, links, missing }),
      // Short, so that a check that is repeated by hand soon after finds the alarm as the first one left it.
      metric: metric.with({ statistic: 'Maximum', period: Duration.minutes(5) }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: missing.treat,
    });
  }
}
