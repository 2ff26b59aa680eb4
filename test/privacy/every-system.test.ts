import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const TESTS = path.resolve(import.meta.dirname, '..');

/** Who may start a local cloud that is not searched, and whose roles' refusals are not counted, when it closes, and why. */
const UNSEARCHED: Readonly<Record<string, string>> = {
  'e2e/searched-cloud.ts': 'it searches',
  'e2e/cloud-process.ts': 'kill.test.ts searches from outside, and reads what was refused',
  'local/cloud/cloud-process.ts': 'a template of its own, without our functions',
  'local/cloud/running-cloud.ts': 'a template of its own, without our functions',
};

test('every test that runs the whole system has its logs searched for its customers', () => {
  const starting = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('privacy/every-system'))
    .filter((file) => readFileSync(path.join(TESTS, file), 'utf8').includes('startLocalCloud'));
  expect(starting.sort()).toEqual(Object.keys(UNSEARCHED).sort());
});
