import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, expect, it } from 'vitest';
import { BRANDS_ASSET } from '#contract/environment.ts';
import { tapStack } from './synthesized.ts';

const folder = mkdtempSync(join(tmpdir(), 'brand-file-test-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** The brand files in the assets of an environment. */
function deployed(settings: Readonly<Record<string, string>>): string[] {
  const app = tapStack(settings).node.root;
  if (!(app instanceof App)) throw new TypeError('The stack has no app.');
  const { directory } = app.synth();
  return globSync(`asset.*/${BRANDS_ASSET}`, { cwd: directory }).map((file) =>
    readFileSync(join(directory, file), 'utf8'),
  );
}

it('goes with the code of the sender, and with nothing else', () => {
  const path = join(folder, 'brands.json');
  const brands = { default: 'acme', brands: { acme: { name: 'Acme' } } };
  writeFileSync(path, JSON.stringify(brands, null, 2));
  expect(deployed({ BRAND_FILE: path }).map((text) => JSON.parse(text))).toEqual([brands]);
});

it('is not there where none was set', () => {
  expect(deployed({})).toEqual([]);
});
