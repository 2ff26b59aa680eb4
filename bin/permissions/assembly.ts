import path from 'node:path';
import { synthesize } from '#local/assembly/synthesize.ts';
import { ENVIRONMENT_SUFFIX } from '../../sim/cloud.ts';

/** Somebody's key, for the template that encrypts with one. */
export const CUSTOMER_KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** As a shop has them, under the simulation's names. */
export const USUAL_SETTINGS = { ENVIRONMENT_SUFFIX, NOTIFICATION_EMAILS: 'ops@example.com' };

/** Where the templates lie whose permissions are proven. */
export interface ProvenAssemblies {
  /** As it is without a setting. */
  readonly usual: string;
  /** With the one setting that gives roles more rights: a customer's key. */
  readonly withKey: string;
}

/** The templates, synthesized once for each change. */
export async function permissionsAssemblies(cacheDirectory: string): Promise<ProvenAssemblies> {
  const assembly = (settings: Readonly<Record<string, string>>) =>
    synthesize({
      projectDirectory: path.resolve(import.meta.dirname, '../..'),
      cacheDirectory,
      settings: { CDK_VALIDATION: 'false', ...USUAL_SETTINGS, ...settings },
      onProgress: () => {},
    });
  return { usual: await assembly({}), withKey: await assembly({ KMS_KEY_ARN: CUSTOMER_KEY_ARN }) };
}
