import { priceOf } from '../bill.ts';
import type { AdviceRule } from './facts.ts';

/** Of the emails and of the costs. */
const OURS = 2;

/** The account's free dashboards are shared: ours cost where others took them. */
export const dashboards: AdviceRule = ({ dashboards }) => {
  const { usd, free } = priceOf({ service: 'AmazonCloudWatch', usageType: 'DashboardsUsageHour' });
  if (dashboards === undefined || dashboards <= free) return undefined;
  return {
    rule: 'dashboards',
    text: `The account has ${dashboards} dashboards, of which ${free} are free. Delete those that nobody opens.`,
    savingUsd: usd * Math.min(OURS, dashboards - free),
  };
};
