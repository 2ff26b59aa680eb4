import type { CostCrossing } from '#contract/cost-report.ts';
import type { BillingDays } from '#domain/billing-days.ts';
import type { AccountCounts, AccountSetup, BilledCosts, Bills } from './cost-ports.ts';
import type { Answer } from './ports.ts';

/** All that was found out for one report. */
export interface CostFindings {
  readonly environment: string;
  readonly budgetUsd: number;
  readonly days: BillingDays;
  readonly told: readonly CostCrossing[];
  readonly billed: BilledCosts;
  readonly tagStatus: Awaited<ReturnType<Bills['tagStatus']>>;
  readonly usage: Answer<AccountCounts>;
  readonly setup: AccountSetup;
}
