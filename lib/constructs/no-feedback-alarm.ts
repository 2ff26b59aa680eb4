import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { METRICS } from '#contract/metrics.ts';
import { type AlarmSetting, EmailAlarm } from './email-alarm.ts';
import { countOf } from './email-metric.ts';

/**
 * Goes off when mails go out and no event about any comes back: bounces are not seen, and doubt is not resolved. Events follow within
 * seconds, so those of a mail at the end of one half hour come in the next: only two in a row without any mean something.
 */
export class NoFeedbackAlarm extends EmailAlarm {
  constructor(scope: Construct, id: string, setting: AlarmSetting, recorder: lambda.Function) {
    const { names, console } = setting;
    super(scope, id, setting, {
      alarmName: names.noFeedbackAlarm,
      severity: 'P2',
      text: 'Mails were sent in each half of an hour, and SES reported nothing of any: bounces and complaints are not seen. The value is the mails.',
      links: {
        Dashboard: console.dashboard(names.notificationsDashboard),
        Log: console.log(names.feedbackFunction),
      },
      metric: unanswered(setting.environmentSuffix, recorder),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 2,
      missing: {
        treat: cloudwatch.TreatMissingData.NOT_BREACHING,
        because: 'well. Where nothing is sent, nothing comes back.',
      },
    });
  }
}

function unanswered(environmentSuffix: string, recorder: lambda.Function): cloudwatch.MathExpression {
  const period = Duration.minutes(30);
  return new cloudwatch.MathExpression({
    label: 'Mails without an event',
    expression: 'IF(FILL(runs, 0) == 0, FILL(sent, 0), 0)',
    usingMetrics: {
      sent: countOf(METRICS.sent, environmentSuffix).with({ period }),
      runs: recorder.metricInvocations({ period }),
    },
    period,
  });
}
