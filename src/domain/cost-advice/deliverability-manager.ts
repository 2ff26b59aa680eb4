import { ALTERNATIVES } from '#contract/prices.ts';
import type { AdviceRule } from './facts.ts';

/** Paid for each mail when SES is billed à la carte, and part of the plans. */
export const deliverabilityManager: AdviceRule = ({ deliverabilityManager, sesPlan, emails }) =>
  deliverabilityManager && sesPlan === 'NONE' && emails !== undefined
    ? {
        rule: 'deliverability-manager',
        text: 'Virtual Deliverability Manager is on for the account and is paid for each mail. What became of each email is in the table already.',
        savingUsd: (emails * ALTERNATIVES.deliverabilityManagerUsdPer1000) / 1_000,
      }
    : undefined;
