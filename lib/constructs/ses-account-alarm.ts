import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { MEASURES, QUOTA_LIMIT_PERCENT } from '#contract/metrics.ts';
import { type AlarmSetting, EmailAlarm } from './email-alarm.ts';
import { measured } from './email-metric.ts';

/**
 * Goes off when SES takes nothing from the account, has paused it or reviews it, or when its daily quota is nearly used up. SES
 * has no metric for any of these, so the sender measures what it learns: from each call that SES blocks, and from GetAccount, which
 * it asks every quarter of an hour anyway. One metric for all, since their remedy begins on the same page of SES.
 */
export class SesAccountAlarm extends EmailAlarm {
  constructor(scope: Construct, id: string, setting: AlarmSetting) {
    const { names, console } = setting;
    super(scope, id, setting, {
      alarmName: names.sesAccountAlarm,
      severity: 'P1',
      text: `SES takes no mail from this account, has paused or reviews it, or more than ${QUOTA_LIMIT_PERCENT} % of its daily quota is used. The sender's log says which; orders wait.`,
      links: {
        'SES account': console.sesAccount(),
        Dashboard: console.dashboard(names.notificationsDashboard),
        Log: console.log(names.senderFunction),
      },
      metric: measured(MEASURES.sendingAtRisk, setting.environmentSuffix, {
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
      missing: {
        treat: cloudwatch.TreatMissingData.IGNORE,
        because:
          'as before. It is measured only while orders come; until the next look, what the last one found holds.',
      },
    });
  }
}
