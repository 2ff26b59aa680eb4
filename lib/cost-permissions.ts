import { Aws, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { alarmsNamed } from './topic-permissions.ts';
import { WILDCARD_REASONS } from './wildcard-reasons.ts';

/** May ask for the account's costs, and, where there are none under our tag, whether the tag is activated. */
export function readCosts(): iam.PolicyStatement {
  return allow('ReadCosts', ['ce:GetCostAndUsage', 'ce:ListCostAllocationTags'], ['*']);
}

/** May read how many emails were sent and what they used. */
export function readCounts(): iam.PolicyStatement {
  return allow('ReadCounts', ['cloudwatch:GetMetricData'], ['*']);
}

/** May look at what the account has that costs: advice is computed from it. Reads only, and of settings only. */
export function inspectAccount(stack: Stack, tableName: string): iam.PolicyStatement[] {
  const table = stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName });
  const actions = ['ses:GetAccount', 'ses:GetDedicatedIps'];
  return [
    allow('InspectSes', actions, ['*']),
    allow('InspectCloudWatch', ['cloudwatch:ListDashboards', 'cloudwatch:ListMetrics'], ['*']),
    allow('InspectTable', ['dynamodb:DescribeTable'], [table]),
  ];
}

/** May ask which alarms are in alarm: they remember what has been told. */
export function readAlarms(stack: Stack): iam.PolicyStatement {
  return allow('ReadAlarms', ['cloudwatch:DescribeAlarms'], [alarmsNamed(stack, '*')]);
}

export function publishTo(topic: sns.Topic): iam.PolicyStatement {
  return allow('TellPeople', ['sns:Publish'], [topic.topicArn]);
}

/** What Lambda does on the function's behalf with a run that failed. */
export function reportFailures(failures: sqs.Queue): iam.PolicyStatement {
  return allow('ReportFailure', ['sqs:SendMessage'], [failures.queueArn]);
}

/** For the role that has them all. */
export function acknowledgeCostWildcards(role: Construct): void {
  // As cdk-nag writes a partition that only the deployment knows, that of a region newer than the CDK.
  const alarms = alarmsNamed(Stack.of(role), '*').replace(Aws.PARTITION, '<AWS::Partition>');
  const { account, metrics, bill, addresses } = WILDCARD_REASONS;
  Validations.of(role).acknowledge(
    ...['AwsSolutions-IAM5[Resource::*]', 'Serverless-LambdaStarPermissions'].map((id) => ({
      id,
      reason: `The SES account, tags, dashboards: ${account} Metrics: ${metrics} Costs: ${bill} Addresses: ${addresses} All of them only read.`,
    })),
    {
      id: `AwsSolutions-IAM5[Resource::${alarms}]`,
      reason: `cloudwatch:DescribeAlarms: ${WILDCARD_REASONS.alarms}`,
    },
  );
}

function allow(sid: string, actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources });
}
