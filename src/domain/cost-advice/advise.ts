import type { Advice } from '#contract/cost-report.ts';
import { attachments } from './attachments.ts';
import { batchSize } from './batch-size.ts';
import { customMetrics } from './custom-metrics.ts';
import { dashboards } from './dashboards.ts';
import { dedicatedIps } from './dedicated-ips.ts';
import { deliverabilityManager } from './deliverability-manager.ts';
import type { AdviceRule, CostFacts } from './facts.ts';
import { itemSize } from './item-size.ts';
import { logVolume } from './log-volume.ts';
import { provisionedTable } from './provisioned-table.ts';
import { sesPlan } from './ses-plan.ts';

/** None about a customer's key: the table has one only where KMS_KEY_ARN asks for it, and who asks has a rule that does. */
const RULES: readonly AdviceRule[] = [
  sesPlan,
  provisionedTable,
  batchSize,
  logVolume,
  dashboards,
  customMetrics,
  itemSize,
  dedicatedIps,
  deliverabilityManager,
  attachments,
];

/** Less than so many USD a month is not worth a person's reading. */
const WORTH_READING_USD = 0.1;

/** What would make the emails cheaper, the largest saving first. */
export function advise(facts: CostFacts): Advice[] {
  return RULES.flatMap((rule) => rule(facts) ?? [])
    .filter(({ savingUsd }) => savingUsd >= WORTH_READING_USD)
    .sort((a, b) => b.savingUsd - a.savingUsd);
}
