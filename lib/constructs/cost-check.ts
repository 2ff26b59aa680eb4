import { Stack, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { CostEnvironment } from '#contract/environment.ts';
import type { ResourceNames } from '#contract/names.ts';
import { type AlarmText, alarmDescription } from '../alarm-text.ts';
import {
  acknowledgeCostWildcards,
  inspectAccount,
  publishTo,
  readAlarms,
  readCosts,
  readCounts,
  reportFailures,
} from '../cost-permissions.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { HandlerFunction } from './handler-function.ts';

export interface CostCheckProps {
  readonly names: ResourceNames;
  readonly environmentSuffix: string;
  /** USD a month. */
  readonly budgetUsd: number;
  readonly topic: sns.Topic;
  /** Of the log. @default AWS's own key */
  readonly encryptionKey?: kms.IKey | undefined;
}

/** Before people come to work in Europe and America, and after AWS's nightly refresh. */
const DAILY = { hour: '7', minute: '0' };

/** Lambda runs a failed check again after one minute and after two: longer than most throttling lasts. */
const RETRIES = 2;

/** The function that finds out daily what the emails cost, and the queue where its failures wait for a person. */
export class CostCheck extends Construct {
  readonly handler: HandlerFunction;
  readonly failures: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: CostCheckProps) {
    super(scope, id);
    // Never with the customer's key: it holds no order, and a key's policy cannot tell whose rule EventBridge acts for ("Key
    // management", Amazon SNS: no source conditions for EventBridge), so it would have to be open to any account's.
    this.failures = new CostCheckFailures(this, 'Failures', { queueName: props.names.costCheckFailures });
    this.handler = this.#handler(props);
    this.#schedule(props.names.costSchedule);
  }

  #handler({ names, environmentSuffix, budgetUsd, topic, encryptionKey }: CostCheckProps): HandlerFunction {
    const environment: CostEnvironment = {
      ENVIRONMENT_SUFFIX: environmentSuffix,
      COST_ALERT_TOPIC_ARN: topic.topicArn,
      COST_BUDGET_USD: String(budgetUsd),
    };
    const stack = Stack.of(this);
    const handler = new HandlerFunction(this, 'Handler', {
      functionName: names.costFunction,
      description: 'Finds out daily what the emails cost',
      entry: 'src/handlers/cost.ts',
      environment,
      statements: [
        readCosts(),
        readCounts(),
        ...inspectAccount(stack, names.trackingTable),
        readAlarms(stack),
        publishTo(topic),
        reportFailures(this.failures),
      ],
      encryptionKey,
    });
    acknowledgeCostWildcards(handler.role);
    Validations.of(handler.function).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        'A run that has failed three times goes to the on-failure destination, which says why it failed; a dead-letter queue would get the bare event (AWS Lambda, "Retaining records of asynchronous invocations").',
    });
    new lambda.EventInvokeConfig(this, 'OnFailure', {
      function: handler.function,
      retryAttempts: RETRIES,
      // Not the CDK's own destination, which would grant three actions more.
      onFailure: { bind: () => ({ destination: this.failures.queueArn }) },
    });
    return handler;
  }

  /** The CDK's own target would name its permission by the environment, and its logical ids are the same in all of ours. */
  #schedule(ruleName: string): void {
    const rule = new events.Rule(this, 'Daily', {
      ruleName,
      description: 'What the emails cost, every morning',
      schedule: events.Schedule.cron(DAILY),
    });
    rule.addTarget({
      bind: () => ({
        arn: this.handler.function.functionArn,
        deadLetterConfig: { arn: this.failures.queueArn },
      }),
    });
    const principal = new iam.ServicePrincipal('events.amazonaws.com');
    this.handler.function.addPermission('DailyInvokes', { principal, sourceArn: rule.ruleArn });
    this.failures.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'DailyReportsFailure',
        principals: [principal],
        actions: ['sqs:SendMessage'],
        resources: [this.failures.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
      }),
    );
  }
}

export interface CostCheckAlarmProps extends Pick<AlarmText, 'runbook' | 'links'> {
  readonly names: ResourceNames;
  readonly check: CostCheck;
}

/** Goes off while a failed check waits: the costs are not watched, and nobody would notice. */
export class CostCheckAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, { names, check, runbook, links }: CostCheckAlarmProps) {
    const missing = {
      treat: cloudwatch.TreatMissingData.NOT_BREACHING,
      because:
        'well. SQS reports nothing of a queue that was empty and unused for six hours; one that holds a message reports.',
    };
    const text = `The daily cost check failed three times. "Why a check failed" on the dashboard says why and what to do; most often the cost-allocation tag is not activated. When it is mended, purge the queue ${names.costCheckFailures}.`;
    super(scope, id, {
      alarmName: names.costCheckAlarm,
      alarmDescription: alarmDescription({ severity: 'P3', text, missing, runbook, links }),
      metric: check.failures.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: missing.treat,
    });
  }
}

class CostCheckFailures extends DeadLetterQueue {
  constructor(scope: Construct, id: string, props: { readonly queueName: string }) {
    super(scope, id, props);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This is where failures go: the on-failure destination of a function and the dead letters of a rule, where the rule does not look.',
    });
  }
}
