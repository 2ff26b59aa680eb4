import { ESSENTIALS_USD_PER_1000 } from '#contract/prices.ts';
import { usdOf } from './bill.ts';
import type { DailyCounts } from './daily-counts.ts';
import type { DayCost } from './spend.ts';

/** What the account counts of the services whose costs Cost Explorer does not show under a tag. */
export interface UntaggedUsage {
  /** Emails sent. */
  readonly emails?: DailyCounts | undefined;
  /** Runs of the cost function: each makes one request to Cost Explorer. */
  readonly costChecks?: DailyCounts | undefined;
  readonly sesPlan?: SesPlan | undefined;
}

/** SES's plans ("API PricingAttributes"). `NONE` is à la carte. */
export type SesPlan = 'NONE' | 'ESSENTIALS' | 'PRO' | 'ENTERPRISE';

/** SES by Cost Explorer's name. */
export const SES_SERVICE = 'Amazon Simple Email Service';
const COST_EXPLORER = 'AWS Cost Explorer';

/**
 * Costs that belong to the emails although no tag can be on them: requests to Cost Explorer have no resource, and mails are
 * shown under the tags of an identity or not at all. Each day at its list price, and only for a service that Cost Explorer shows
 * nothing of: what it shows is never counted twice.
 */
export function listPriceCosts(billed: readonly DayCost[], usage: UntaggedUsage): DayCost[] {
  const shown = new Set(billed.map(({ service }) => service));
  return [
    ...(shown.has(SES_SERVICE) ? [] : costs(SES_SERVICE, usage.emails, sesUsdEach(usage.sesPlan))),
    ...(shown.has(COST_EXPLORER) ? [] : costs(COST_EXPLORER, usage.costChecks, requestUsd())),
  ];
}

/** What one mail costs; undefined on a plan with a price of its own, and where the plan is not known. */
export function sesUsdEach(plan: SesPlan | undefined): number | undefined {
  if (plan === 'ESSENTIALS') return ESSENTIALS_USD_PER_1000 / 1_000;
  if (plan === 'NONE') return usdOf({ service: SES_SERVICE, usageType: 'Recipients', quantity: 1 });
  return undefined;
}

const requestUsd = () => usdOf({ service: COST_EXPLORER, usageType: 'APIRequest', quantity: 1 });

function costs(service: string, counts: DailyCounts = new Map(), usdEach: number | undefined): DayCost[] {
  if (usdEach === undefined) return [];
  return [...counts].map(([day, count]) => ({ day, service, usd: count * usdEach, origin: 'list-price' }));
}
