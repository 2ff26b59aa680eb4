import { COST_BUDGET } from '#contract/cost-budget.ts';
import { usdOf } from '../bill.ts';
import type { AdviceRule } from './facts.ts';

/** What an email may write on its way when nothing goes wrong. */
const BYTES_PER_EMAIL = COST_BUDGET.logBytes.limit;

const GB = 1024 ** 3;

/** More than the budget is lines that somebody added, or failures that are worth a look. */
export const logVolume: AdviceRule = ({ logBytes, emails }) => {
  if (logBytes === undefined || !emails) return undefined;
  const spareBytes = logBytes - emails * BYTES_PER_EMAIL;
  return {
    rule: 'log-volume',
    text:
      `The functions write ${Math.round(logBytes / emails)} bytes of log for each email, and ${BYTES_PER_EMAIL} would do. ` +
      'Look at what repeats in the log groups of the sender and the feedback function.',
    savingUsd: usdOf({
      service: 'AmazonCloudWatch',
      usageType: 'DataProcessing-Bytes',
      quantity: spareBytes / GB,
    }),
  };
};
