import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's folder. */
export const ROOT = path.resolve(import.meta.dirname, '..');

/** A package as package-lock.json has it. */
export interface LockedPackage {
  readonly version: string;
  /** The hash of its archive, such as `sha512-…`; what lies in another package's archive has none. */
  readonly integrity?: string;
  /** An SPDX expression, as the package says. */
  readonly license?: string;
  readonly resolved?: string;
  /** Its archive brings it along, so that archive's hash covers it. */
  readonly inBundle?: true;
  readonly hasInstallScript?: true;
}

/** Every package of the lock file by its folder, such as `node_modules/zod`, without our own. */
export function lockedPackages(): ReadonlyMap<string, LockedPackage> {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  return new Map(Object.entries(packages).filter(([folder]) => folder !== ''));
}

/** The name of the package in a folder: `node_modules/a/node_modules/@b/c` holds `@b/c`. */
export const packageName = (folder: string): string => folder.split('node_modules/').at(-1)!;
