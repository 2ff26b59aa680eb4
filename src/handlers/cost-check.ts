import { accountInspector } from '#adapters/aws/account-inspector.ts';
import type {
  billingClient,
  inspectingClient,
  metricsClient,
  tableClient,
  topicClient,
} from '#adapters/aws/clients.ts';
import { cloudwatchCostAlarms } from '#adapters/aws/cloudwatch-cost-alarms.ts';
import { cloudwatchUsage } from '#adapters/aws/cloudwatch-usage.ts';
import { costExplorerBills } from '#adapters/aws/cost-explorer-bills.ts';
import { snsCostAlerts } from '#adapters/aws/sns-cost-alerts.ts';
import { emfCostMetrics } from '#adapters/system/emf-cost-metrics.ts';
import { structuredLog } from '#adapters/system/log.ts';
import { checkSpend } from '#app/check-spend.ts';
import type { Clock } from '#app/ports.ts';
import type { CostReport } from '#contract/cost-report.ts';
import type { CostEnvironment } from '#contract/environment.ts';
import { accountWideNames, resourceNames } from '#contract/names.ts';

/** What the cost function is given: AWS, time, and where its lines go. */
export interface CostWorld {
  readonly bills: ReturnType<typeof billingClient>;
  readonly metrics: ReturnType<typeof metricsClient>;
  readonly ses: ReturnType<typeof inspectingClient>;
  readonly table: ReturnType<typeof tableClient>;
  readonly topics: ReturnType<typeof topicClient>;
  readonly clock: Clock;
  readonly write: (line: string) => void;
}

/** The function that finds out what the emails cost. Its answer is the report, for whoever invokes it by hand. */
export function createCostCheck(
  { ENVIRONMENT_SUFFIX, COST_ALERT_TOPIC_ARN, COST_BUDGET_USD }: CostEnvironment,
  { bills, metrics, ses, table, topics, clock, write }: CostWorld,
): () => Promise<CostReport> {
  const tableName = resourceNames(ENVIRONMENT_SUFFIX).trackingTable;
  const environmentSuffix = ENVIRONMENT_SUFFIX;
  const region = COST_ALERT_TOPIC_ARN.split(':')[3] ?? '';
  return () =>
    checkSpend({
      environment: environmentSuffix,
      budgetUsd: Number(COST_BUDGET_USD),
      bills: costExplorerBills(bills, environmentSuffix),
      usage: cloudwatchUsage(metrics, environmentSuffix),
      account: accountInspector({ ses, metrics, table, tableName, environmentSuffix }),
      alarms: cloudwatchCostAlarms(metrics, environmentSuffix),
      alerts: snsCostAlerts(topics, COST_ALERT_TOPIC_ARN),
      metrics: emfCostMetrics(environmentSuffix, clock, write),
      clock,
      log: structuredLog(clock, write),
      dashboard: accountWideNames(environmentSuffix, region).costsDashboard,
    });
}
