import { ALTERNATIVES } from '#contract/prices.ts';
import { sesUsdEach } from '../list-price-costs.ts';
import { type AdviceRule, dollars } from './facts.ts';

/** What SES bills beyond the mails themselves and the extras that the account is known to have is bytes of attachments. */
export const attachments: AdviceRule = (facts) => {
  const { sesUsd, emails, sesPlan, dedicatedIps, deliverabilityManager } = facts;
  const usdEach = sesUsdEach(sesPlan);
  const isKnown = dedicatedIps !== undefined && deliverabilityManager !== undefined;
  if (sesUsd === undefined || emails === undefined || usdEach === undefined || !isKnown) return undefined;
  const managed = deliverabilityManager ? ALTERNATIVES.deliverabilityManagerUsdPer1000 / 1_000 : 0;
  const explained = emails * (usdEach + managed) + dedicatedIps * ALTERNATIVES.dedicatedIpUsd;
  return {
    rule: 'attachments',
    text:
      `SES bills ${dollars(sesUsd)} a month where ${Math.round(emails)} mails come to ${dollars(explained)}. The rest is mostly ` +
      'attachments, billed by the GB: link to a file instead of attaching it.',
    savingUsd: sesUsd - explained,
  };
};
