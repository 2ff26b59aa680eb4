import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRICS } from '#contract/metrics.ts';
import { BOUNCE_LIMIT_PERCENT, COMPLAINT_LIMIT_PERCENT } from '../limits.ts';
import { type AlarmSetting, EmailAlarm } from './email-alarm.ts';
import { countOf } from './email-metric.ts';

/**
 * Below these, an hour says nothing: two typing errors among thirty orders are 7 %. A complaint comes a day after its mail and is
 * held against the mails of its own hour, so it takes two.
 */
const LEAST = { mails: 20, bounces: 5, complaints: 2 };

/**
 * Goes off when the last hour's bounces or complaints reach the share from which on AWS reviews an account. SES's own rates
 * (`Reputation.BounceRate`) are of the last thousands of mails: they tell days later what an hour of a broken shop form does. One
 * alarm for both, since both are about whom the shop writes to, and AWS answers both in the same way.
 */
export class ReputationAlarm extends EmailAlarm {
  constructor(scope: Construct, id: string, setting: AlarmSetting) {
    const { names, console } = setting;
    super(scope, id, setting, {
      alarmName: names.reputationAlarm,
      severity: 'P1',
      text: `In an hour ${BOUNCE_LIMIT_PERCENT} % of the mails bounced or ${COMPLAINT_LIMIT_PERCENT} % were complained about: from there on AWS reviews the account, and may pause it. 1 is the limit.`,
      links: {
        Dashboard: console.dashboard(names.notificationsDashboard),
        'SES account': console.sesAccount(),
      },
      metric: shareOfLimits(setting.environmentSuffix),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
      missing: {
        treat: cloudwatch.TreatMissingData.NOT_BREACHING,
        because: 'well. In an hour without a mail none bounces.',
      },
    });
  }
}

/** FILL everywhere: where one term has no value, the whole expression has none. */
function shareOfLimits(environmentSuffix: string): cloudwatch.MathExpression {
  const period = Duration.hours(1);
  const count = (name: keyof typeof METRICS) => countOf(METRICS[name], environmentSuffix).with({ period });
  const share = (events: string, least: number, limitPercent: number) =>
    `IF(FILL(sent, 0) >= ${LEAST.mails} && FILL(${events}, 0) >= ${least}, 100 * FILL(${events}, 0) / FILL(sent, 1) / ${limitPercent}, 0)`;
  return new cloudwatch.MathExpression({
    label: 'Share of the limit',
    expression: `MAX([${share('bounced', LEAST.bounces, BOUNCE_LIMIT_PERCENT)}, ${share('complaints', LEAST.complaints, COMPLAINT_LIMIT_PERCENT)}])`,
    usingMetrics: { sent: count('sent'), bounced: count('bounced'), complaints: count('complaint') },
    period,
  });
}
