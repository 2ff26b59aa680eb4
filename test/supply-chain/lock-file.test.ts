import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import publisherJson from '../../package/package.json' with { type: 'json' };
import rootJson from '../../package.json' with { type: 'json' };
import { lockedPackages, ROOT } from '../../supply-chain/lock-file.ts';

const EXACT = /^\d+\.\d+\.\d+$/;

/** Packages that bring a script for npm to run when they are installed, and why they work without it. */
const WITHOUT_THEIR_SCRIPT: Readonly<Record<string, string>> = {
  'node_modules/classic-level': 'compiles what its archive has ready for each platform',
  'node_modules/esbuild': 'looks after the binary, which is an optional dependency of its own',
};

test('each dependency has one exact version', () => {
  const { dependencies, devDependencies, optionalDependencies, ...rest } = rootJson;
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(versions.filter(([, version]) => !EXACT.test(version))).toEqual([]);
  expect(Object.keys(rest).filter((key) => /overrides|bundle.*dependencies|peer/i.test(key))).toEqual([]);
});

test('the publisher takes any later SDK of a shop, from the one that is tested on', () => {
  expect(publisherJson.dependencies).toEqual({
    '@aws-sdk/client-sns': `^${rootJson.dependencies['@aws-sdk/client-sns']}`,
  });
});

test('the lock file has a SHA-512 of everything, and no download address', () => {
  const packages = [...lockedPackages()];
  expect(packages.length).toBeGreaterThan(200);
  const unproven = packages.filter(
    ([, one]) => !(one.inBundle || /^sha512-[A-Za-z0-9+/]{86}==$/.test(one.integrity ?? '')),
  );
  expect(unproven.map(([folder]) => folder)).toEqual([]);
  expect(packages.filter(([, one]) => one.resolved !== undefined)).toEqual([]);
});

test('what lies in another archive lies in one that has a SHA-512', () => {
  const locked = lockedPackages();
  const homeless = [...locked].filter(
    ([folder, one]) => one.inBundle && !locked.get(folder.replace(/\/node_modules\/.*/, ''))?.integrity,
  );
  expect(homeless.map(([folder]) => folder)).toEqual([]);
});

test('no install script is new, and none runs', () => {
  const withScript = [...lockedPackages()].filter(([, one]) => one.hasInstallScript);
  expect(
    withScript.map(([folder]) => folder).sort(),
    'Find out what the script does, and whether all works without it; then say so here',
  ).toEqual(Object.keys(WITHOUT_THEIR_SCRIPT));
});

test('npm is told to run no install script, and nothing of where packages come from', () => {
  const settings = readFileSync(path.join(ROOT, '.npmrc'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(';'));
  expect(settings).toEqual([
    'ignore-scripts=true',
    'save-exact=true',
    'omit-lockfile-registry-resolved=true',
  ]);
});
