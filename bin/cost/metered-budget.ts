import { resourceNames } from '#contract/names.ts';
import type { MeteredBudget } from '#domain/cost-budget.ts';
import type { UsageKind, UsageLine } from '#local/meter/usage.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { countResources } from './assembly.ts';
import type { MeteredAll } from './meter-everything.ts';
import { ENVIRONMENT_SUFFIX } from './metered-pipeline.ts';

const { trackingTable } = resourceNames(ENVIRONMENT_SUFFIX);
const GIGABYTE = 2 ** 30;

/** DynamoDB's own bytes of an item. They are billed, and do not count for the size that decides on write units. */
const OVERHEAD_BYTES = 100;

/** What the lines of the budget were metered to be. */
export function meteredBudget(metering: MeteredAll, assemblyDirectory: string): MeteredBudget {
  const { tens, alone, standing, dailyCheck } = metering;
  const each = (kind: UsageKind) => sumOf(kind, tens.used) / tens.orders;
  const keptBytes = (isOf: (resource: string) => boolean) => {
    const kept = tens.kept.filter(({ resource }) => isOf(resource));
    return (sumOf(USAGE.dynamodbStorage, kept) * GIGABYTE) / tens.orders;
  };
  return {
    writeUnits: each(USAGE.dynamodbWrite),
    readUnits: each(USAGE.dynamodbRead),
    itemBytes: keptBytes((resource) => resource === trackingTable) - OVERHEAD_BYTES,
    indexBytes: keptBytes((resource) => resource.startsWith(`${trackingTable}/index/`)),
    snsMessages: sumOf(USAGE.snsRequest, alone.used) / alone.orders,
    sqsRequests: each(USAGE.sqsRequest),
    invocations: each(USAGE.lambdaRequest),
    logBytes: each(USAGE.logBytes) * GIGABYTE,
    mails: each(USAGE.sesMessage),
    customMetrics: metering.customMetricMonths,
    alarmMetrics: sumOf(USAGE.alarmMetric, standing),
    dashboards: sumOf(USAGE.dashboard, standing),
    customerKeys: countResources(assemblyDirectory, 'AWS::KMS::Key'),
    costExplorerRequests: sumOf(USAGE.costExplorerRequest, dailyCheck),
  };
}

function sumOf({ service, usageType }: UsageKind, lines: readonly UsageLine[]): number {
  return lines
    .filter((line) => line.service === service && line.usageType === usageType)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
