import { ESSENTIALS_USD_PER_1000 } from '#contract/prices.ts';
import { sesUsdEach } from '../list-price-costs.ts';
import type { AdviceRule } from './facts.ts';

/** Essentials is cheaper above, so only so many mails a month are counted: the saving is at least that. */
const FIRST_TIER = 10_000_000;

/** New accounts start on Essentials, whose further features these mails do not use. */
export const sesPlan: AdviceRule = ({ sesPlan, nextSesPlan, emails }) => {
  if (sesPlan !== 'ESSENTIALS' || nextSesPlan === 'NONE' || emails === undefined) return undefined;
  const savedEach = ESSENTIALS_USD_PER_1000 / 1_000 - sesUsdEach('NONE')!;
  return {
    rule: 'ses-plan',
    text:
      'SES is on the Essentials plan. Where nothing else of the account needs it, à la carte is cheaper: ' +
      '`aws sesv2 put-account-pricing-attributes --plan NONE`, which takes effect with the next month and can be undone.',
    savingUsd: Math.min(emails, FIRST_TIER) * savedEach,
  };
};
