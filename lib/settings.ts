import { DEFAULT_REGION, ENVIRONMENT_NAME, ENVIRONMENT_NAME_ALLOWED } from '#contract/names.ts';
import { domainName, emailAddress } from './addresses.ts';
import type { Setting } from './settings-report.ts';

/** Who sends the mails, from VERIFIED_DOMAIN. */
export interface Sender {
  /** What SES verifies: a whole domain (by DNS records), or one address (by a mail with a link). */
  readonly identityKind: 'domain' | 'address';
  /** The identity's name in SES. */
  readonly identity: string;
  readonly domain: string;
  /** In the From header of every mail. */
  readonly address: string;
}

/** AWS's own documentation uses this account; it stands for "no account yet": a synth without credentials, the local cloud. */
export const PLACEHOLDER_ACCOUNT = '123456789012';

export const ACCOUNT: Setting<string> = {
  name: 'CDK_DEFAULT_ACCOUNT',
  allowed: 'an AWS account id: 12 digits',
  example: PLACEHOLDER_ACCOUNT,
  fallback: PLACEHOLDER_ACCOUNT,
  parse: matching(/^\d{12}$/),
};

export const REGION: Setting<string> = {
  name: 'CDK_DEFAULT_REGION',
  allowed: 'the code of an AWS region',
  example: DEFAULT_REGION,
  fallback: DEFAULT_REGION,
  parse: matching(/^[a-z]{2}(-[a-z]+)+-\d$/),
};

export const ENVIRONMENT_SUFFIX: Setting<string> = {
  name: 'ENVIRONMENT_SUFFIX',
  allowed: ENVIRONMENT_NAME_ALLOWED,
  example: 'prod',
  fallback: 'dev',
  parse: matching(ENVIRONMENT_NAME),
};

export const VERIFIED_DOMAIN: Setting<Sender> = {
  name: 'VERIFIED_DOMAIN',
  allowed: 'a domain (mails then come from orders@ that domain), or a sender address',
  example: 'orders@yourcompany.com',
  fallback: sendingDomain('example.com'),
  parse: sender,
};

/**
 * An identity exists once in an account and region: of two environments there that send from the same domain, one
 * creates it and the other takes it as it is.
 */
export const EMAIL_IDENTITY: Setting<'create' | 'existing'> = {
  name: 'EMAIL_IDENTITY',
  allowed:
    'create, or existing when SES in this account and region has the identity already (another environment, an earlier deployment)',
  example: 'existing',
  fallback: 'create',
  parse: (text) => (text === 'create' || text === 'existing' ? text : undefined),
};

export const NOTIFICATION_EMAILS: Setting<readonly string[]> = {
  name: 'NOTIFICATION_EMAILS',
  allowed: 'e-mail addresses, separated by commas',
  example: 'ops@yourcompany.com,finance@yourcompany.com',
  fallback: [],
  parse: addressList,
};

/** Ten times what 2,000 mails a day cost at list price, rounded down to something people choose. */
export const COST_BUDGET_THRESHOLD: Setting<number> = {
  name: 'COST_BUDGET_THRESHOLD',
  allowed: 'US dollars a month, above 0 and at most 1000000, with no currency sign',
  example: '50',
  fallback: 50,
  parse: budget,
};

/** AWS's bounds of an event source mapping's MaximumConcurrency. */
export const SENDER_CONCURRENCY: Setting<number> = {
  name: 'SENDER_CONCURRENCY',
  allowed: 'a whole number from 2 to 1000',
  example: '2',
  fallback: 2,
  parse: concurrency,
};

export const SHOP_NAME: Setting<string | undefined> = {
  name: 'SHOP_NAME',
  allowed: '1 to 64 characters, no control characters',
  example: 'Your Company',
  fallback: undefined,
  parse: matching(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,64}$/u),
};

export const REPLY_TO_ADDRESS: Setting<string> = {
  name: 'REPLY_TO_ADDRESS',
  allowed: 'an e-mail address',
  example: 'support@yourcompany.com',
  fallback: '',
  parse: emailAddress,
};

export const BRAND_FILE: Setting<string> = {
  name: 'BRAND_FILE',
  allowed: 'the path of a brand file',
  example: 'brands.json',
  fallback: '',
  parse: (text) => text,
};

/** Alarms end it with `#` and the section. Long enough for any repository, short enough for an alarm's description. */
export const RUNBOOK_URL: Setting<string> = {
  name: 'RUNBOOK_URL',
  allowed: 'an https address of at most 200 characters, without #: where docs/runbook.md can be read',
  example: 'https://git.yourcompany.com/ordermail/blob/main/docs/runbook.md',
  fallback: 'docs/runbook.md',
  parse: matching(/^https:\/\/[^\s#]{1,192}$/),
};

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined);
}

function sender(text: string): Sender | undefined {
  const address = emailAddress(text);
  if (address === undefined) {
    const domain = domainName(text);
    return domain === undefined ? undefined : sendingDomain(domain);
  }
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return { identityKind: 'address', identity: address, domain, address };
}

function sendingDomain(domain: string): Sender {
  return { identityKind: 'domain', identity: domain, domain, address: `orders@${domain}` };
}

function addressList(text: string): readonly string[] | undefined {
  const entries = text.split(',').map((entry) => entry.trim());
  const addresses = entries.filter((entry) => entry !== '').map(emailAddress);
  return addresses.includes(undefined) ? undefined : [...new Set(addresses as string[])];
}

function budget(text: string): number | undefined {
  const value = /^\d+(\.\d{1,2})?$/.test(text) ? Number(text) : 0;
  return value > 0 && value <= 1_000_000 ? value : undefined;
}

function concurrency(text: string): number | undefined {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return value >= 2 && value <= 1000 ? value : undefined;
}
