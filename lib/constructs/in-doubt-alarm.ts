import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRICS } from '#contract/metrics.ts';
import { type AlarmSetting, EmailAlarm } from './email-alarm.ts';
import { countOf } from './email-metric.ts';

/** A call that breaks off now and then is resolved by SES's event within seconds; so many in a quarter of an hour are an outage. */
const MANY_IN_DOUBT = 5;

/** Goes off when an email was given to a person, or when calls to SES break off one after another. */
export class InDoubtAlarm extends EmailAlarm {
  constructor(scope: Construct, id: string, setting: AlarmSetting) {
    const { names, console } = setting;
    super(scope, id, setting, {
      alarmName: names.inDoubtAlarm,
      severity: 'P2',
      text: `An email is held for a person, or ${MANY_IN_DOUBT} calls to SES in 15 minutes broke off, so that nobody knows yet whether their mails were sent.`,
      links: {
        Dashboard: console.dashboard(names.notificationsDashboard),
        Log: console.log(names.senderFunction),
      },
      metric: heldOrInDoubt(setting.environmentSuffix),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 1,
      missing: {
        treat: cloudwatch.TreatMissingData.NOT_BREACHING,
        because: 'well. Both are counted only when they happen.',
      },
    });
  }
}

/** How many emails are affected; 0 while they are few, and none is held. */
function heldOrInDoubt(environmentSuffix: string): cloudwatch.MathExpression {
  const period = Duration.minutes(15);
  return new cloudwatch.MathExpression({
    label: 'Held or in doubt',
    expression: `FILL(held, 0) + IF(FILL(doubt, 0) >= ${MANY_IN_DOUBT}, FILL(doubt, 0), 0)`,
    usingMetrics: {
      held: countOf(METRICS.held, environmentSuffix).with({ period }),
      doubt: countOf(METRICS.inDoubt, environmentSuffix).with({ period }),
    },
    period,
  });
}
