import type { CostReport } from '#contract/cost-report.ts';
import { COST_TAG, ENVIRONMENT_TAG } from '#contract/names.ts';
import { addDays } from '#domain/billing-days.ts';
import { SES_SERVICE } from '#domain/list-price-costs.ts';
import type { CostFindings } from './cost-findings.ts';
import type { BilledCosts } from './cost-ports.ts';

/** Cost Explorer refreshes at least once a day; figures that are older say that something broke. */
const STALE_DAYS = 3;

interface Gap {
  readonly text: string;
  /** Why the check has failed by it; absent where the rest of the report is sound. */
  readonly failure?: string;
}

/** What the report cannot say, why, and what to do; and whether the check failed by it. */
export function costGaps(findings: CostFindings): Pick<CostReport, 'unknown' | 'failure'> {
  const gaps = [...gapsOfCosts(findings), ...gapsOfUsage(findings), ...gapsOfSetup(findings)];
  const failure = gaps.find((gap) => gap.failure)?.failure;
  return { unknown: gaps.map(({ text }) => text), ...(failure && { failure }) };
}

function gapsOfCosts(findings: CostFindings): Gap[] {
  const { billed, days } = findings;
  if (billed.kind !== 'costs') return [notAnswered(billed)];
  if (billed.days.length === 0) return [NOTHING_UNDER_TAG[findings.tagStatus]];
  const newest = billed.days.reduce((latest, { day }) => (day > latest ? day : latest), '');
  if (newest < addDays(days.today, -STALE_DAYS))
    return [
      {
        failure: 'stale',
        text: `Cost Explorer's newest figures are of ${newest}. Is the cost-allocation tag ${COST_TAG.key} still activated?`,
      },
    ];
  return [
    ...(newest < days.monthStart
      ? [{ text: 'No costs of this month are known yet: AWS shows them up to a day later.' }]
      : []),
    ...(billed.ownEnvironment
      ? []
      : [
          {
            text: `The costs are of all environments in the account. Activate ${ENVIRONMENT_TAG} as a cost-allocation tag too, to see each by itself.`,
          },
        ]),
  ];
}

function notAnswered(billed: Exclude<BilledCosts, { kind: 'costs' }>): Gap {
  switch (billed.kind) {
    case 'other-currency':
      return {
        failure: 'other-currency',
        text: `The account is billed in ${billed.currency}, and the budget and all prices here are in USD: nothing was compared. Budgets in the AWS console know the account's currency.`,
      };
    case 'throttled':
      return {
        failure: 'throttled',
        text: `The costs are not known: Cost Explorer had too many requests (${billed.code}). It is asked again in a minute, and tomorrow.`,
      };
    case 'refused':
      return {
        failure: 'refused',
        text: `The costs are not known: Cost Explorer refused (${billed.code}). Has somebody opened Cost Explorer once, which enables it? In an organization its management account must allow linked accounts to see costs.`,
      };
    case 'unavailable':
      return {
        failure: 'unavailable',
        text: `The costs are not known: Cost Explorer did not answer (${billed.code}). After it was enabled it takes a day until it has data.`,
      };
  }
}

const ACTIVATE = `Activate it in the AWS console, "Billing and Cost Management", "Cost allocation tags" (in an organization: its management account does). Costs appear within a day, and only from then on.`;

const NOTHING_UNDER_TAG: Readonly<Record<CostFindings['tagStatus'], Gap & { readonly failure: string }>> = {
  inactive: {
    failure: 'tag-inactive',
    text: `The costs are not known: the tag ${COST_TAG.key} is not activated as a cost-allocation tag. ${ACTIVATE}`,
  },
  'never-seen': {
    failure: 'tag-never-seen',
    text: `The costs are not known: AWS's billing has not seen the tag ${COST_TAG.key}, which takes a day after the first deployment. ${ACTIVATE}`,
  },
  active: {
    failure: 'no-data',
    text: `The costs are not known: the tag ${COST_TAG.key} is activated, but nothing is billed under it yet. It counts from its activation on, and shows within a day.`,
  },
  'not-told': {
    failure: 'tag-unclear',
    text: `The costs are not known: Cost Explorer shows nothing under the tag ${COST_TAG.key}, and this account may not ask whether it is activated. ${ACTIVATE}`,
  },
};

function gapsOfUsage({ usage, setup, billed }: CostFindings): Gap[] {
  if (usage.kind === 'unknown')
    return [
      {
        text: `The number of emails is not known (${usage.reason}): there is no cost of one email, and advice that needs counts is missing.`,
      },
    ];
  const { emails } = usage.value;
  if (!emails) return [{ text: 'The number of emails is not known: CloudWatch did not give it whole.' }];
  const showsSes = billed.kind === 'costs' && billed.days.some(({ service }) => service === SES_SERVICE);
  const isPriced = setup.sesPlan === 'NONE' || setup.sesPlan === 'ESSENTIALS';
  if (billed.kind !== 'costs' || billed.days.length === 0 || showsSes || isPriced || emails.size === 0)
    return [];
  return [
    {
      text: 'What SES itself costs is missing: Cost Explorer shows none of it under the tag, and the price of the plan is not known here.',
      failure: 'ses-unpriced',
    },
  ];
}

function gapsOfSetup({ setup }: CostFindings): Gap[] {
  if (setup.unknown.length === 0) return [];
  return [{ text: `Not looked at, so that advice may be missing: ${setup.unknown.join(', ')}.` }];
}
