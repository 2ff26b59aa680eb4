import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withParts } from '../../bin/security-page/parts.ts';
import { DEVELOPMENT_LICENCES, foreignLicences, SHIPPED_LICENCES } from '../../supply-chain/licences.ts';
import { lockedPackages, packageName, ROOT } from '../../supply-chain/lock-file.ts';
import { licenceTexts, thirdPartyNotices } from '../../supply-chain/notices.ts';
import { builtFrom } from '../../supply-chain/report.ts';
import { shipped } from '../../supply-chain/shipped.ts';

const PARTS = shipped();
const SHIPPED = PARTS.flatMap(({ packages }) => packages);

const toDo = (allowed: Readonly<Record<string, string>>) =>
  `Allowed: ${Object.keys(allowed).join(', ')}. Do without the package, or read its licence and add it with the reason ` +
  'to supply-chain/licences.ts.';

test('what ships stands under licences that may ship', () => {
  expect(SHIPPED.length).toBeGreaterThan(20);
  expect(foreignLicences(SHIPPED, SHIPPED_LICENCES), toDo(SHIPPED_LICENCES)).toEqual([]);
});

test('what builds and tests stands under licences that may do that', () => {
  const all = [...lockedPackages()].map(([folder, one]) => ({ ...one, name: packageName(folder) }));
  expect(foreignLicences(all, DEVELOPMENT_LICENCES), toDo(DEVELOPMENT_LICENCES)).toEqual([]);
});

test('the lock file names the licence that the installed package names', () => {
  const differing = [...lockedPackages()].flatMap(([folder, { license }]) => {
    const file = path.join(ROOT, folder, 'package.json');
    if (!existsSync(file)) return [];
    const installed = licenceIn(readFileSync(file, 'utf8'));
    return installed === license ? [] : [`${folder}: ${installed}, in the lock file ${license}`];
  });
  expect(differing).toEqual([]);
});

/** The licence that a package.json names, also in the form of npm's first years. */
function licenceIn(packageJson: string): string | undefined {
  const { license } = JSON.parse(packageJson) as { license?: string | { type: string } };
  return typeof license === 'object' ? license.type : license;
}

test('the licence text of each package that ships is passed on', () => {
  const without = SHIPPED.filter((one) => licenceTexts(one).length === 0).map(({ name }) => name);
  expect(without, 'Say in supply-chain/notices.ts where the text of these stands').toEqual([]);
  const notices = thirdPartyNotices(SHIPPED);
  expect(SHIPPED.filter(({ name, version }) => !notices.includes(`${name} ${version}\n`))).toEqual([]);
});

test('docs/security.md tells it as it is now', () => {
  const page = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8');
  const now = withParts(page, { 'npm run sbom': builtFrom(PARTS) });
  expect(page, 'Run "npm run sbom" and commit docs/security.md').toBe(now);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['GPL-3.0-only OR AGPL-3.0-only', false],
  ['MIT AND ISC', true],
  ['MIT AND GPL-3.0-only', false],
  ['MIT AND (ISC OR GPL-3.0-only)', false],
  ['SEE LICENSE IN LICENSE.md', false],
  ['constructor', false],
  [undefined, false],
])('%s: may ship %s', (license, may) => {
  const one = { name: 'one', version: '1.0.0', ...(license !== undefined && { license }) };
  expect(foreignLicences([one], SHIPPED_LICENCES)).toEqual(
    may ? [] : [{ package: 'one 1.0.0', found: license ?? '' }],
  );
});
