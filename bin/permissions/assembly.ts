import path from 'node:path';
import { synthesize } from '#local/assembly/synthesize.ts';
import { ENVIRONMENT_SUFFIX } from '../../sim/cloud.ts';

/** The template whose permissions are proven, under the simulation's names; synthesized once for each change. */
export function permissionsAssembly(cacheDirectory: string): Promise<string> {
  return synthesize({
    projectDirectory: path.resolve(import.meta.dirname, '../..'),
    cacheDirectory,
    settings: { CDK_VALIDATION: 'false', ENVIRONMENT_SUFFIX, NOTIFICATION_EMAILS: 'ops@example.com' },
    onProgress: () => {},
  });
}
