import type { LockedPackage } from './lock-file.ts';

/** Licences whose code may ship, by SPDX id, and why. */
export const SHIPPED_LICENCES: Readonly<Record<string, string>> = {
  MIT: 'permissive; its text goes along',
  'Apache-2.0': 'permissive, with a patent grant; its text and notices go along',
  'BSD-2-Clause': 'permissive; its text goes along',
  'BSD-3-Clause': 'permissive; its text goes along',
  ISC: 'permissive; its text goes along',
  '0BSD': 'permissive, asks for nothing',
  'MIT-0': 'permissive, asks for nothing',
};

/** Licences of what only builds, tests and runs on a developer's machine: those that may ship, and these. */
export const DEVELOPMENT_LICENCES: Readonly<Record<string, string>> = {
  ...SHIPPED_LICENCES,
  'BlueOak-1.0.0': 'permissive',
  'MPL-2.0': 'binds changes of its own files alone; we change none and ship none',
};

/** A package that stands under no licence of its list. */
export interface ForeignLicence {
  readonly package: string;
  /** Empty where the package names none. */
  readonly found: string;
}

/** Those of the packages of which no licence on offer is allowed. */
export function foreignLicences(
  packages: readonly (Pick<LockedPackage, 'license' | 'version'> & { readonly name: string })[],
  allowed: Readonly<Record<string, string>>,
): readonly ForeignLicence[] {
  return packages
    .filter(({ license }) => license === undefined || !isAllowed(license, allowed))
    .map(({ name, version, license }) => ({ package: `${name} ${version}`, found: license ?? '' }));
}

/** Of `A OR B` one must be allowed, of `A AND B` both. Any other expression is an id that no list holds. */
function isAllowed(expression: string, allowed: Readonly<Record<string, string>>): boolean {
  const plain = expression.replace(/^\(([^()]*)\)$/, '$1');
  const all = (part: string) => part.split(' AND ').every((id) => Object.hasOwn(allowed, id));
  return plain.includes('(') ? false : plain.split(' OR ').some(all);
}
