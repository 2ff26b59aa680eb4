import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { AccountWideNames, ResourceNames } from '#contract/names.ts';
import { type AlarmText, alarmDescription } from '../alarm-text.ts';
import type { consoleLinks } from '../console-links.ts';
import type { Runbook } from '../runbook.ts';

/** What every alarm of the emails needs to know of its environment. */
export interface AlarmSetting {
  readonly names: ResourceNames & AccountWideNames;
  readonly environmentSuffix: string;
  readonly runbook: Runbook;
  readonly console: ReturnType<typeof consoleLinks>;
  /** Hears when it goes off, and when it is over. */
  readonly topic: sns.ITopic;
}

export interface EmailAlarmProps extends Omit<AlarmText, 'runbook'> {
  readonly alarmName: string;
  readonly metric: cloudwatch.IMetric;
  readonly comparisonOperator: cloudwatch.ComparisonOperator;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  /** @default all of them */
  readonly datapointsToAlarm?: number;
}

/** An alarm that tells people what is wrong, how urgent it is, and where they read what to do. */
export class EmailAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, { runbook, topic }: AlarmSetting, props: EmailAlarmProps) {
    const { severity, text, missing, links, ...alarm } = props;
    const section = runbook.sectionOf(props.alarmName);
    super(scope, id, {
      ...alarm,
      alarmDescription: alarmDescription({ severity, text, missing, links, runbook: section }),
      treatMissingData: missing.treat,
    });
    this.addAlarmAction(new SnsAction(topic));
    this.addOkAction(new SnsAction(topic));
  }
}
