import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { synthesize } from '#local/assembly/synthesize.ts';
import { ENVIRONMENT_SUFFIX } from './metered-pipeline.ts';

/** The template that is metered, with settings as a shop has them; synthesized once for each change. */
export function costAssembly(cacheDirectory: string): Promise<string> {
  return synthesize({
    projectDirectory: path.resolve(import.meta.dirname, '../..'),
    cacheDirectory,
    settings: {
      CDK_VALIDATION: 'false',
      ENVIRONMENT_SUFFIX,
      SHOP_NAME: 'Example Shop',
      NOTIFICATION_EMAILS: 'ops@example.com',
    },
    onProgress: () => {},
  });
}

/** How many resources of a type the templates have. */
export function countResources(assemblyDirectory: string, type: string): number {
  const templates = globSync('*.template.json', { cwd: assemblyDirectory });
  return templates
    .map((file) => JSON.parse(readFileSync(path.join(assemblyDirectory, file), 'utf8')))
    .flatMap(({ Resources = {} }) => Object.values<{ Type: string }>(Resources))
    .filter(({ Type }) => Type === type).length;
}
