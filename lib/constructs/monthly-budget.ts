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
