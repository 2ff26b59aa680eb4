import { QUOTA_LIMIT_PERCENT } from '#contract/metrics.ts';
import type { SesAccount } from '../inspector-ports.ts';
import { type Check, type Finding, failure, ok, warning } from './finding.ts';

export interface AccountDependencies {
  /** Asked once for all checks. */
  account(): Promise<SesAccount>;
}

/** What the account may send. */
export const ACCOUNT_CHECKS: readonly Check<AccountDependencies>[] = [
  { id: 'sandbox', title: 'Out of the SES sandbox', look: async ({ account }) => sandbox(await account()) },
  { id: 'sending', title: 'Sending and reputation', look: async ({ account }) => sending(await account()) },
  { id: 'quota', title: 'Sending quota', look: async ({ account }) => quota(await account()) },
];

/** To be sent to AWS as it is, once the words in brackets are replaced. */
export const PRODUCTION_ACCESS_REQUEST = `We send one transactional email for each order in our shop, [https://shop.example.com]:
the confirmation, and when it applies its shipment, cancellation or refund. Recipients are
customers who have just placed the order and entered their address for it. There is no
marketing and no bought or shared list. We expect [2,000] emails a day and at most [5] a second.
Bounces and complaints reach us through a configuration set with an SNS event destination and
are recorded for each email within seconds; the account-level suppression list is on for both,
so that such an address is not mailed again, and alarms tell us of rates above 2 % and 0.1 %.`;

function sandbox({ productionAccess, maxPerDay }: SesAccount): Finding {
  if (productionAccess) return ok('The account has production access.');
  return warning(
    `The account is in the sandbox: ${whole(maxPerDay)} mails a day, to verified recipients only.`,
    'Ask for production access on the SES console page "Account dashboard". A draft of the text: ordermail doctor --request-text.',
  );
}

function sending({ sendingEnabled, enforcement }: SesAccount): Finding {
  if (enforcement === 'SHUTDOWN')
    return failure(
      'AWS has paused sending for this account.',
      'Read the case in AWS Support, fix its cause, and answer there.',
    );
  if (!sendingEnabled)
    return failure(
      'Sending is switched off for this account.',
      'Switch it on once the reason is gone: aws sesv2 put-account-sending-attributes --sending-enabled.',
    );
  if (enforcement === 'PROBATION')
    return warning(
      'The account is under review: AWS may pause it.',
      'Read the case in AWS Support. See the rates with ordermail stats, the addresses with ordermail search --status BOUNCED COMPLAINED.',
    );
  return ok(`Sending is on, and SES calls the account ${enforcement.toLowerCase()}.`);
}

function quota({ maxPerDay, maxPerSecond, sentToday }: SesAccount): Finding {
  const found = `${whole(sentToday)} of ${whole(maxPerDay)} mails sent in 24 hours; at most ${maxPerSecond} a second.`;
  // SES says -1 where there is none.
  if (maxPerDay < 0 || sentToday * 100 < maxPerDay * QUOTA_LIMIT_PERCENT) return ok(found);
  return warning(
    found,
    'Ask for more in Service Quotas, "Amazon SES". What is over it waits, and is sent within the next day.',
  );
}

const whole = (value: number) => (value < 0 ? 'unlimited' : Math.round(value).toLocaleString('en-US'));
