import { currentCosts } from '#app/current-costs.ts';
import { type CostReader, rememberedCosts } from '#app/read-costs.ts';
import type { Session } from './session.ts';

/** The costs for the console, asked of Cost Explorer as the daily check asks: a cent each time. */
export async function costReader(
  { aws, names, environment, clock }: Pick<Session, 'aws' | 'names' | 'environment' | 'clock'>,
  budgetUsd: number,
): Promise<CostReader> {
  const [{ accountInspector }, { cloudwatchUsage }, { costExplorerBills }] = await Promise.all([
    import('#adapters/aws/account-inspector.ts'),
    import('#adapters/aws/cloudwatch-usage.ts'),
    import('#adapters/aws/cost-explorer-bills.ts'),
  ]);
  const [ses, metrics, table] = await Promise.all([aws.ses(), aws.metrics(), aws.table()]);
  const tableName = names.trackingTable;
  const sources = {
    environment,
    budgetUsd,
    bills: costExplorerBills(await aws.billing(), environment),
    usage: cloudwatchUsage(metrics, environment),
    account: accountInspector({ ses, metrics, table, tableName, environmentSuffix: environment }),
    clock,
  };
  return rememberedCosts(() => currentCosts(sources, []), clock);
}
