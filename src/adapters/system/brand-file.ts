import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Brands } from '#contract/brand.ts';
import { BRANDS_ASSET } from '#contract/environment.ts';

/** The brand file that was deployed with the code, checked then; undefined where the deployment has none. */
export function readBrandFile(codeFolder: string): Brands | undefined {
  const file = join(codeFolder, BRANDS_ASSET);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
