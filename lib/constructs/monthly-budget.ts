import * as budgets from 'aws-cdk-lib/aws-budgets';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct, IDependable } from 'constructs';
import { COST_TAG } from '#contract/names.ts';

export interface MonthlyBudgetProps {
  readonly budgetName: string;
  readonly limitUsd: number;
  /** Hears when the limit is passed, and when AWS expects it to be. */
  readonly topic: sns.ITopic;
  /** What lets `budgets.amazonaws.com` publish there: without it Budgets refuses the subscriber. */
  readonly permission: IDependable;
}

/**
 * Where CloudFormation knows AWS::Budgets::Budget, as far as SES is there: elsewhere, in Stockholm or in any region that has to be
 * enabled, it refuses the whole template (the CDK's "CloudFormation Validate"; aws-cloudformation/cloudformation-coverage-roadmap, issue
 * 2177). A region that is newer than this list has none until it is added.
 */
const REGIONS: ReadonlySet<string> = new Set([
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'me-south-1'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2'],
]);

/** Whether a stack in the region can have a budget. */
export const mayHaveBudget = (region: string) => REGIONS.has(region);

/**
 * AWS's own watch over the same costs, which needs nothing of ours to work. It sees what is under the cost-allocation tag, of all
 * environments in the account. Free, as it only notifies.
 */
export class MonthlyBudget extends budgets.CfnBudget {
  constructor(scope: Construct, id: string, { budgetName, limitUsd, topic, permission }: MonthlyBudgetProps) {
    const whenAbove = (notificationType: 'ACTUAL' | 'FORECASTED') => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold: 100,
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    });
    super(scope, id, {
      budget: {
        budgetName,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limitUsd, unit: 'USD' },
        // `user:` stands before every tag that AWS did not make itself, and a `$` between key and value.
        costFilters: { TagKeyValue: [`user:${COST_TAG.key}$${COST_TAG.value}`] },
      },
      notificationsWithSubscribers: [whenAbove('ACTUAL'), whenAbove('FORECASTED')],
    });
    this.node.addDependency(permission);
  }
}
