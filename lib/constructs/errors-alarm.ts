import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { METRICS } from '#contract/metrics.ts';
import { type AlarmSetting, EmailAlarm } from './email-alarm.ts';
import { countOf } from './email-metric.ts';

/**
 * Goes off when the functions keep failing: as a whole (a crash, a timeout), or message by message (the table is out of reach),
 * which Lambda counts as success. What fails comes again within three minutes, so one that fails for good fails in two of three
 * periods, and one bad second in none but its own.
 */
export class ErrorsAlarm extends EmailAlarm {
  constructor(scope: Construct, id: string, setting: AlarmSetting, functions: readonly lambda.Function[]) {
    const { names, console } = setting;
    super(scope, id, setting, {
      alarmName: names.errorsAlarm,
      severity: 'P1',
      text: 'The sender or the feedback function has failed for ten minutes: orders are not mailed, or their outcome is not recorded. They wait, and come again.',
      links: {
        Dashboard: console.dashboard(names.notificationsDashboard),
        'Log of the sender': console.log(names.senderFunction),
        'Log of feedback': console.log(names.feedbackFunction),
      },
      metric: failures(functions, setting.environmentSuffix),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      missing: {
        treat: cloudwatch.TreatMissingData.NOT_BREACHING,
        because: 'well. A function that does not run does not fail; orders that wait have an alarm.',
      },
    });
  }
}

function failures(functions: readonly lambda.Function[], environmentSuffix: string) {
  const period = Duration.minutes(5);
  const usingMetrics = Object.fromEntries([
    ...functions.map((one, index) => [`function${index}`, one.metricErrors({ period })]),
    ['records', countOf(METRICS.failed, environmentSuffix).with({ period })],
  ]);
  const expression = Object.keys(usingMetrics).map((name) => `FILL(${name}, 0)`);
  return new cloudwatch.MathExpression({
    label: 'Failures',
    expression: expression.join(' + '),
    usingMetrics,
    period,
  });
}
