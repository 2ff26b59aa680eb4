import { accountInspector } from '#adapters/aws/account-inspector.ts';
import {
  billingClient,
  type Connection,
  inspectingClient,
  metricsClient,
  tableClient,
} from '#adapters/aws/clients.ts';
import { cloudwatchUsage } from '#adapters/aws/cloudwatch-usage.ts';
import { costExplorerBills } from '#adapters/aws/cost-explorer-bills.ts';
import { systemClock } from '#adapters/system/clock.ts';
import { currentCosts } from '#app/current-costs.ts';
import { type CostReader, rememberedCosts } from '#app/read-costs.ts';
import { resourceNames } from '#contract/names.ts';
import type { StageConfig } from '#lib/stage-config.ts';

/** The costs for the console, asked of Cost Explorer as the daily check asks. */
export function costReader(
  connection: Connection,
  { environmentSuffix, costBudgetUsd }: StageConfig,
): CostReader {
  const metrics = metricsClient(connection);
  const table = tableClient(connection);
  const tableName = resourceNames(environmentSuffix).trackingTable;
  const sources = {
    environment: environmentSuffix,
    budgetUsd: costBudgetUsd,
    bills: costExplorerBills(billingClient(connection), environmentSuffix),
    usage: cloudwatchUsage(metrics, environmentSuffix),
    account: accountInspector({
      ses: inspectingClient(connection),
      metrics,
      table,
      tableName,
      environmentSuffix,
    }),
    clock: systemClock,
  };
  return rememberedCosts(() => currentCosts(sources, []), systemClock);
}
