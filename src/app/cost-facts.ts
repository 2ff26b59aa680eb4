import type { BillingDays } from '#domain/billing-days.ts';
import type { CostFacts } from '#domain/cost-advice/facts.ts';
import { perMonth } from '#domain/daily-counts.ts';
import { SES_SERVICE } from '#domain/list-price-costs.ts';
import type { DayCost } from '#domain/spend.ts';
import type { AccountCounts, AccountSetup } from './cost-ports.ts';

/** The account's own numbers, as a month of them. */
export function costFacts(
  counts: AccountCounts | undefined,
  { unknown: _, ...setup }: AccountSetup,
  costs: readonly DayCost[],
  days: BillingDays,
): CostFacts {
  return {
    ...setup,
    sesUsd: perMonth(billedBySes(costs), days),
    emails: perMonth(counts?.emails, days),
    senderRuns: perMonth(counts?.senderRuns, days),
    orderMessages: perMonth(counts?.orderMessages, days),
    logBytes: perMonth(counts?.logBytes, days),
    tableWriteUnits: perMonth(counts?.tableWriteUnits, days),
    hourlyWriteUnits: counts?.hourlyWriteUnits,
  };
}

function billedBySes(costs: readonly DayCost[]): Map<string, number> {
  const billed = costs.filter(({ service, origin }) => service === SES_SERVICE && origin === 'billed');
  return new Map(billed.map(({ day, usd }) => [day, usd]));
}
