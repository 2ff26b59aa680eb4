import { readFileSync } from 'node:fs';
import type { Brands } from '#contract/brand.ts';
import { DEFAULT_REGION } from '#contract/names.ts';
import { domainName, emailAddress, isReservedDomain } from './addresses.ts';
import { readBrandFile } from './brand-file.ts';
import { type EncryptionChoice, KMS_KEY_ARN, PUBLISHER_ARNS } from './security-settings.ts';
import { type Setting, SettingsReader } from './settings-report.ts';

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

/** One environment of the system, as the settings describe it. */
export interface StageConfig {
  readonly account: string;
  readonly region: string;
  /** At the end of every name, so that environments lie side by side in one account. */
  readonly environmentSuffix: string;
  readonly sender: Sender;
  /** Whether this environment creates the SES identity, or takes the one that is there. */
  readonly identityOwnership: 'create' | 'existing';
  /** Who hears of alarms and costs; may be empty. */
  readonly notificationEmails: readonly string[];
  /** USD a month. */
  readonly costBudgetUsd: number;
  /** Environments of the sender function that run at once, at most. */
  readonly senderConcurrency: number;
  readonly shopName: string;
  /** Empty for none. */
  readonly replyToAddress: string;
  /** Where alarms send people: an address, or the file of this repository. */
  readonly runbookUrl: string;
  /** ARNs of the only principals that may publish orders; empty: whoever in this account its IAM policies let. */
  readonly publishers: readonly string[];
  readonly encryption: EncryptionChoice;
  /** Of the brand file; absent: there is one brand, which SHOP_NAME and REPLY_TO_ADDRESS describe. */
  readonly brands?: Brands;
}

/** AWS's own documentation uses this account; it stands for "no account yet": a synth without credentials, the local cloud. */
const PLACEHOLDER_ACCOUNT = '123456789012';

const ACCOUNT: Setting<string> = {
  name: 'CDK_DEFAULT_ACCOUNT',
  allowed: 'an AWS account id: 12 digits',
  example: PLACEHOLDER_ACCOUNT,
  fallback: PLACEHOLDER_ACCOUNT,
  parse: matching(/^\d{12}$/),
};

const REGION: Setting<string> = {
  name: 'CDK_DEFAULT_REGION',
  allowed: 'the code of an AWS region',
  example: DEFAULT_REGION,
  fallback: DEFAULT_REGION,
  parse: matching(/^[a-z]{2}(-[a-z]+)+-\d$/),
};

/** The longest name, `email-order-events-undelivered-`, leaves 49 of SQS's 80 characters; the configuration set 47 of 64. */
const ENVIRONMENT_SUFFIX: Setting<string> = {
  name: 'ENVIRONMENT_SUFFIX',
  allowed: '1 to 20 lower-case letters, digits and hyphens, a letter or digit first and last',
  example: 'prod',
  fallback: 'dev',
  parse: matching(/^(?=.{1,20}$)[a-z0-9]+(-+[a-z0-9]+)*$/),
};

const VERIFIED_DOMAIN: Setting<Sender> = {
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
const EMAIL_IDENTITY: Setting<'create' | 'existing'> = {
  name: 'EMAIL_IDENTITY',
  allowed:
    'create, or existing when SES in this account and region has the identity already (another environment, an earlier deployment)',
  example: 'existing',
  fallback: 'create',
  parse: (text) => (text === 'create' || text === 'existing' ? text : undefined),
};

const NOTIFICATION_EMAILS: Setting<readonly string[]> = {
  name: 'NOTIFICATION_EMAILS',
  allowed: 'e-mail addresses, separated by commas',
  example: 'ops@yourcompany.com,finance@yourcompany.com',
  fallback: [],
  parse: addressList,
};

/** Ten times what 2,000 mails a day cost at list price, rounded down to something people choose. */
const COST_BUDGET_THRESHOLD: Setting<number> = {
  name: 'COST_BUDGET_THRESHOLD',
  allowed: 'US dollars a month, above 0 and at most 1000000, with no currency sign',
  example: '50',
  fallback: 50,
  parse: budget,
};

/** AWS's bounds of an event source mapping's MaximumConcurrency. */
const SENDER_CONCURRENCY: Setting<number> = {
  name: 'SENDER_CONCURRENCY',
  allowed: 'a whole number from 2 to 1000',
  example: '2',
  fallback: 2,
  parse: concurrency,
};

const SHOP_NAME: Setting<string | undefined> = {
  name: 'SHOP_NAME',
  allowed: '1 to 64 characters, no control characters',
  example: 'Your Company',
  fallback: undefined,
  parse: matching(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,64}$/u),
};

const REPLY_TO_ADDRESS: Setting<string> = {
  name: 'REPLY_TO_ADDRESS',
  allowed: 'an e-mail address',
  example: 'support@yourcompany.com',
  fallback: '',
  parse: emailAddress,
};

const BRAND_FILE: Setting<string> = {
  name: 'BRAND_FILE',
  allowed: 'the path of a brand file',
  example: 'brands.json',
  fallback: '',
  parse: (text) => text,
};

/** Alarms end it with `#` and the section. Long enough for any repository, short enough for an alarm's description. */
const RUNBOOK_URL: Setting<string> = {
  name: 'RUNBOOK_URL',
  allowed: 'an https address of at most 200 characters, without #: where docs/runbook.md can be read',
  example: 'https://git.yourcompany.com/ordermail/blob/main/docs/runbook.md',
  fallback: 'docs/runbook.md',
  parse: matching(/^https:\/\/[^\s#]{1,192}$/),
};

/** Every environment variable that `readStageConfig` reads. */
export const SETTING_NAMES: readonly string[] = [
  ACCOUNT,
  REGION,
  VERIFIED_DOMAIN,
  ENVIRONMENT_SUFFIX,
  NOTIFICATION_EMAILS,
  COST_BUDGET_THRESHOLD,
  EMAIL_IDENTITY,
  SENDER_CONCURRENCY,
  SHOP_NAME,
  REPLY_TO_ADDRESS,
  RUNBOOK_URL,
  BRAND_FILE,
  PUBLISHER_ARNS,
  KMS_KEY_ARN,
].map(({ name }) => name);

/**
 * The settings of one environment, from environment variables. Unset and empty mean the default.
 *
 * @param readText the text of a file that a setting names
 * @throws SettingsError naming every setting that cannot be used, and all that is wrong with the brand file.
 */
export function readStageConfig(
  environment: Readonly<Record<string, string | undefined>>,
  readText: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): StageConfig {
  const settings = new SettingsReader(environment);
  const account = settings.read(ACCOUNT);
  const from = settings.read(VERIFIED_DOMAIN);
  refuseExampleSender(settings, account, from);
  const brands = brandsOf(settings, readText);
  const region = settings.read(REGION);
  const encryption = settings.read(KMS_KEY_ARN);
  refuseKeyElsewhere(settings, encryption, account, region);
  const config: StageConfig = {
    account,
    region,
    environmentSuffix: settings.read(ENVIRONMENT_SUFFIX),
    sender: from,
    identityOwnership: settings.read(EMAIL_IDENTITY),
    notificationEmails: settings.read(NOTIFICATION_EMAILS),
    costBudgetUsd: settings.read(COST_BUDGET_THRESHOLD),
    senderConcurrency: settings.read(SENDER_CONCURRENCY),
    shopName: settings.read(SHOP_NAME) ?? from.domain,
    replyToAddress: settings.read(REPLY_TO_ADDRESS),
    runbookUrl: settings.read(RUNBOOK_URL),
    publishers: settings.read(PUBLISHER_ARNS),
    encryption,
    ...(brands && { brands }),
  };
  settings.finish();
  return config;
}

function brandsOf(settings: SettingsReader, readText: (path: string) => string): Brands | undefined {
  const path = settings.read(BRAND_FILE);
  if (path === '') return undefined;
  const file = readBrandFile(path, readText);
  if (file.kind === 'valid') return file.brands;
  settings.refuse({ ...BRAND_FILE, allowed: file.allowed });
  return undefined;
}

/** Nobody can verify a reserved domain: deployed to a real account it would leave a system that never sends a mail. */
function refuseExampleSender(settings: SettingsReader, account: string, { domain }: Sender): void {
  if (account === PLACEHOLDER_ACCOUNT || !isReservedDomain(domain)) return;
  settings.refuse({
    ...VERIFIED_DOMAIN,
    allowed: `a domain or sender address of yours: account ${account} cannot send from ${domain}, which is reserved for examples`,
  });
}

/** Queues, topics and the table take a key of their own region only, and its account's administrators must be able to save it. */
function refuseKeyElsewhere(
  settings: SettingsReader,
  encryption: EncryptionChoice,
  account: string,
  region: string,
): void {
  if (encryption.kind !== 'existing') return;
  const [, , , keyRegion, keyAccount] = encryption.keyArn.split(':');
  const isOurs = account === PLACEHOLDER_ACCOUNT || keyAccount === account;
  if (isOurs && keyRegion === region) return;
  settings.refuse({
    ...KMS_KEY_ARN,
    allowed: `a key of the deployment's own account and region: ${account}, ${region}`,
  });
}

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
