import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { bundleOptions } from '#lib/constructs/bundle.ts';
import { ROOT } from '../../supply-chain/lock-file.ts';

const elsewhere = mkdtempSync(path.join(tmpdir(), 'ordermail-elsewhere-'));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

test.each(['cost', 'feedback', 'send'])('%s is the same byte for byte wherever it is bundled', (name) => {
  const entry = `src/handlers/${name}.ts`;
  const here = bundled(entry, ROOT);
  const one = path.join(elsewhere, name);
  const other = path.join(elsewhere, 'further', 'down', `other-${name}`);
  for (const file of [...here.read, 'tsconfig.json']) copy(file, one);
  cpSync(one, other, { recursive: true });

  const there = bundled(entry, one);
  expect(there.written.get('index.mjs')).toBe(here.written.get('index.mjs'));
  expect([...there.written.keys()].sort()).toEqual(['index.mjs', 'index.mjs.map']);
  expect(bundled(entry, other).written).toEqual(there.written);
});

/** What a bundle is made of, and the hashes of what it comes to by file name. */
function bundled(entry: string, root: string) {
  const { metafile, outputFiles } = buildSync({
    ...bundleOptions(entry, root),
    metafile: true,
    write: false,
  });
  const written = new Map(outputFiles.map((file) => [path.basename(file.path), file.hash]));
  return { read: Object.keys(metafile.inputs), written };
}

/** Takes a file to another folder, with each package.json on the way to it: they say how to read it. */
function copy(file: string, folder: string): void {
  // Where node_modules is a link, its files are named by where they really are.
  const inRepository = file.replace(/^(?:\.\.\/)+.*?(?=node_modules\/)/, '');
  copyOnce(inRepository, folder);
  for (let at = path.dirname(inRepository); at !== '.'; at = path.dirname(at)) {
    copyOnce(path.join(at, 'package.json'), folder);
  }
  copyOnce('package.json', folder);
}

function copyOnce(file: string, folder: string): void {
  const to = path.join(folder, file);
  if (existsSync(to) || !existsSync(path.join(ROOT, file))) return;
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(path.join(ROOT, file), to);
}
