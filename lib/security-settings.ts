import type { Setting } from './settings-report.ts';

/** Whose key encrypts what is kept. */
export type EncryptionChoice =
  /** AWS's own keys: free, nothing to administer. */
  | { readonly kind: 'aws-owned' }
  /** A key of this environment's own. */
  | { readonly kind: 'create' }
  /** A key that somebody else administers. */
  | { readonly kind: 'existing'; readonly keyArn: string };

/**
 * SNS takes a policy of 30 KB ("Amazon SNS API permissions", Policy quotas), in which each is named twice, with some 50 bytes around it,
 * beside 3 KB for the rest. An ARN has some 600 characters at most, with a path of 512.
 */
const MAX_PUBLISHERS = 50;
const MAX_PUBLISHER_CHARACTERS = 12_000;

/**
 * No wildcards: whoever can make a role could make one that fits. And no sessions (`sts`): a policy names the role, and means all of
 * its sessions. Without a comma, which IAM allows in a name, since one stands between two.
 */
const PUBLISHER = /^arn:aws(-cn|-us-gov)?:iam::\d{12}:(root|(role|user)(\/[\w+=.@-]+)+)$/;

export const PUBLISHER_ARNS: Setting<readonly string[]> = {
  name: 'PUBLISHER_ARNS',
  allowed: `ARNs of IAM roles, users or account roots, separated by commas, at most ${MAX_PUBLISHERS} with together ${MAX_PUBLISHER_CHARACTERS} characters, no wildcards and no sessions`,
  example: 'arn:aws:iam::123456789012:role/shop,arn:aws:iam::210987654321:root',
  fallback: [],
  parse: publishers,
};

/** A key by its ARN only: an alias may be pointed at another key, which would know none of the data. */
const KEY_ARN = /^arn:aws(-cn|-us-gov)?:kms:[a-z0-9-]+:\d{12}:key\/([0-9a-f-]{36}|mrk-[0-9a-f]{32})$/;

export const KMS_KEY_ARN: Setting<EncryptionChoice> = {
  name: 'KMS_KEY_ARN',
  allowed: 'create (a key of its own, $1 to $3 a month), or the ARN of a symmetric KMS key, not of an alias',
  example: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  fallback: { kind: 'aws-owned' },
  parse: encryptionChoice,
};

function publishers(text: string): readonly string[] | undefined {
  const arns = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const distinct = [...new Set(arns)];
  const fits = distinct.length <= MAX_PUBLISHERS && distinct.join('').length <= MAX_PUBLISHER_CHARACTERS;
  return fits && distinct.every((arn) => PUBLISHER.test(arn)) ? distinct : undefined;
}

function encryptionChoice(text: string): EncryptionChoice | undefined {
  if (text === 'create') return { kind: 'create' };
  return KEY_ARN.test(text) ? { kind: 'existing', keyArn: text } : undefined;
}
