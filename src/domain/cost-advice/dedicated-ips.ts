import { ALTERNATIVES } from '#contract/prices.ts';
import type { AdviceRule } from './facts.ts';

/** AWS advises a dedicated address only to senders of large, steady volumes ("Dedicated IP addresses for Amazon SES"). */
export const dedicatedIps: AdviceRule = ({ dedicatedIps }) =>
  dedicatedIps
    ? {
        rule: 'dedicated-ips',
        text:
          `The account has ${dedicatedIps} dedicated IP ${dedicatedIps === 1 ? 'address' : 'addresses'}. The emails are sent ` +
          'through shared ones unless their configuration set names a pool.',
        savingUsd: dedicatedIps * ALTERNATIVES.dedicatedIpUsd,
      }
    : undefined;
