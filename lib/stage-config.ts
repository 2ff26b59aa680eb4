import { readFileSync } from 'node:fs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Brands } from '#contract/brand.ts';
import { isReservedDomain } from './addresses.ts';
import { readBrandFile } from './brand-file.ts';
import { type EncryptionChoice, KMS_KEY_ARN, PUBLISHER_ARNS } from './security-settings.ts';
import {
  ACCOUNT,
  BRAND_FILE,
  COST_BUDGET_THRESHOLD,
  EMAIL_IDENTITY,
  ENVIRONMENT_SUFFIX,
  NOTIFICATION_EMAILS,
  PLACEHOLDER_ACCOUNT,
  REGION,
  REPLY_TO_ADDRESS,
  RUNBOOK_URL,
  SENDER_CONCURRENCY,
  type Sender,
  SHOP_NAME,
  VERIFIED_DOMAIN,
} from './settings.ts';
import { SettingsReader } from './settings-report.ts';

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
  const publishers = settings.read(PUBLISHER_ARNS);
  refusePublishersElsewhere(settings, publishers, region);
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
    publishers,
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
  if (isOurs && keyRegion === region && isOfPartition(encryption.keyArn, region)) return;
  settings.refuse({
    ...KMS_KEY_ARN,
    allowed: `a key of the deployment's own account and region: ${account}, ${region}`,
  });
}

/** A principal of another partition, such as China's, can never call, and SNS would refuse a policy that names one. */
function refusePublishersElsewhere(
  settings: SettingsReader,
  publishers: readonly string[],
  region: string,
): void {
  const elsewhere = publishers.filter((arn) => !isOfPartition(arn, region));
  if (elsewhere.length === 0) return;
  const { partition } = RegionInfo.get(region);
  settings.refuse({
    ...PUBLISHER_ARNS,
    allowed: `principals of the deployment's own partition, arn:${partition}:…, which these are not: ${elsewhere.join(', ')}`,
  });
}

/** Of a region that is newer than the CDK nothing is known, and all is taken. */
function isOfPartition(arn: string, region: string): boolean {
  const { partition } = RegionInfo.get(region);
  return partition === undefined || arn.startsWith(`arn:${partition}:`);
}
