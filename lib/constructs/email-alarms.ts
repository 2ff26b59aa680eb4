import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DeadLetterAlarm } from './dead-letter-alarm.ts';
import type { AlarmSetting } from './email-alarm.ts';
import { ErrorsAlarm } from './errors-alarm.ts';
import { InDoubtAlarm } from './in-doubt-alarm.ts';
import { NoFeedbackAlarm } from './no-feedback-alarm.ts';
import { ReputationAlarm } from './reputation-alarm.ts';
import { SesAccountAlarm } from './ses-account-alarm.ts';
import { WaitingOrdersAlarm } from './waiting-orders-alarm.ts';

/** What is watched beside the emails' own metrics. */
export interface WatchedResources {
  readonly orders: sqs.Queue;
  readonly deadLetters: readonly sqs.Queue[];
  readonly sender: lambda.Function;
  readonly feedbackRecorder: lambda.Function;
}

/** The alarms of the emails, the most urgent first. With the three of the costs they are ten. */
export function emailAlarms(
  scope: Construct,
  setting: AlarmSetting,
  { orders, deadLetters, sender, feedbackRecorder }: WatchedResources,
): cloudwatch.IAlarm[] {
  return [
    new SesAccountAlarm(scope, 'SesAccountAlarm', setting),
    new ErrorsAlarm(scope, 'ErrorsAlarm', setting, [sender, feedbackRecorder]),
    new WaitingOrdersAlarm(scope, 'WaitingOrdersAlarm', setting, orders),
    new DeadLetterAlarm(scope, 'DeadLetterAlarm', setting, deadLetters),
    new ReputationAlarm(scope, 'ReputationAlarm', setting),
    new InDoubtAlarm(scope, 'InDoubtAlarm', setting),
    new NoFeedbackAlarm(scope, 'NoFeedbackAlarm', setting, feedbackRecorder),
  ];
}
