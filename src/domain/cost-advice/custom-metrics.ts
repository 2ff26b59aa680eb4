import { priceOf } from '../bill.ts';
import type { AdviceRule } from './facts.ts';

/** A metric costs by the hours in which it is written, however often. */
export const customMetrics: AdviceRule = ({ customMetrics }) => {
  const { usd, free } = priceOf({ service: 'AmazonCloudWatch', usageType: 'CW:MetricMonitorUsage' });
  if (customMetrics === undefined || customMetrics <= free) return undefined;
  return {
    rule: 'custom-metrics',
    text:
      `${customMetrics} custom metrics of the emails are in use, and ${free} are free. Stop writing those that no alarm and no ` +
      'dashboard reads.',
    savingUsd: usd * (customMetrics - free),
  };
};
