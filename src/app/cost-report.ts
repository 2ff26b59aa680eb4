import type { CostReport } from '#contract/cost-report.ts';
import { addDays, type BillingDays } from '#domain/billing-days.ts';
import { advise } from '#domain/cost-advice/advise.ts';
import { countBetween, type DailyCounts } from '#domain/daily-counts.ts';
import { listPriceCosts } from '#domain/list-price-costs.ts';
import { costBetween, crossedBy, type DayCost, spendOf } from '#domain/spend.ts';
import { costFacts } from './cost-facts.ts';
import type { CostFindings } from './cost-findings.ts';
import { costGaps } from './cost-gaps.ts';
import type { AccountCounts, AccountSetup } from './cost-ports.ts';

/** Puts the findings together. */
export function costReport(findings: CostFindings): CostReport {
  const { environment, budgetUsd, days, told, billed, usage, setup } = findings;
  const counts = usage.kind === 'known' ? usage.value : undefined;
  const costs = billed.kind === 'costs' ? withListPrices(billed.days, counts, setup) : [];
  const spend = spendOf(costs, days);
  return {
    environment,
    month: days.monthStart.slice(0, 7),
    asOf: days.today,
    budgetUsd,
    ...spend,
    estimated: billed.kind === 'costs' && billed.estimated,
    ...emailsOf(counts?.emails, costs, days),
    crossed: crossedBy(spend, budgetUsd),
    told,
    advice: advise(costFacts(counts, setup, costs, days)),
    ...costGaps(findings),
  };
}

/** Where Cost Explorer shows nothing at all there is nothing to complete: a part must not look like the whole. */
function withListPrices(billed: readonly DayCost[], counts: AccountCounts | undefined, setup: AccountSetup) {
  if (billed.length === 0) return [];
  const { emails, costChecks } = counts ?? {};
  return [...billed, ...listPriceCosts(billed, { emails, costChecks, sesPlan: setup.sesPlan })];
}

/** One email by the month's whole days, since today's costs come late; on its first day by what there is. */
function emailsOf(
  emails: DailyCounts | undefined,
  costs: readonly DayCost[],
  { monthStart, today, end, wholeDays }: BillingDays,
): Pick<CostReport, 'emails' | 'perEmailUsd'> {
  if (!emails) return {};
  const until = wholeDays > 0 && countBetween(emails, monthStart, today) > 0 ? today : addDays(today, 1);
  const sent = countBetween(emails, monthStart, until);
  const usd = costBetween(costs, monthStart, until);
  return {
    emails: countBetween(emails, monthStart, end),
    ...(sent > 0 && costs.length > 0 && { perEmailUsd: usd / sent }),
  };
}
