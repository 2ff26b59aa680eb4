import type { CostCrossing, CostReport } from '#contract/cost-report.ts';
import { billingDays } from '#domain/billing-days.ts';
import type { AccountInspector, Bills, UsageCounts } from './cost-ports.ts';
import { costReport } from './cost-report.ts';
import type { Clock } from './ports.ts';

/** What must be asked to know what the emails cost. */
export interface CostSources {
  readonly environment: string;
  readonly budgetUsd: number;
  readonly bills: Bills;
  readonly usage: UsageCounts;
  readonly account: AccountInspector;
  readonly clock: Clock;
}

/**
 * Asks what the emails cost now; a request to Cost Explorer costs a cent. What could not be learned is in the report.
 *
 * @param told what people know already
 */
export async function currentCosts(
  { environment, budgetUsd, bills, usage, account, clock }: CostSources,
  told: readonly CostCrossing[],
): Promise<CostReport> {
  const days = billingDays(clock.now());
  const billed = await bills.costs(days);
  const isEmpty = billed.kind === 'costs' && billed.days.length === 0;
  return costReport({
    environment,
    budgetUsd,
    days,
    told,
    billed,
    tagStatus: isEmpty ? await bills.tagStatus() : 'active',
    usage: await usage.read(days),
    setup: await account.inspect(),
  });
}
