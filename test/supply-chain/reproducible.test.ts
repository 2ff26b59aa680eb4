import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { bundleOptions } from '#lib/constructs/bundle.ts';
import { ROOT } from '../../supply-chain/lock-file.ts';

const elsewhere = mkdtempSync(path.join(tmpdir(), 'ordermail-elsewhere-'));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

test.each(['cost', 'feedback', 'send'])(
  '%s is the same byte for byte when it is bundled elsewhere',
  (name) => {
    const entry = `src/handlers/${name}.ts`;
    const here = bundled(entry, ROOT);
    for (const file of here.read) copy(file);
    copy('tsconfig.json');
    const there = bundled(entry, elsewhere);
    expect(there.written.map(({ hash }) => hash)).toEqual(here.written.map(({ hash }) => hash));
    expect(here.written.map(({ path }) => path.split(/[\\/]/).at(-1)).sort()).toEqual([
      'index.mjs',
      'index.mjs.map',
    ]);
  },
);

/** What a bundle is made of and what it comes to. */
function bundled(entry: string, root: string) {
  const { metafile, outputFiles } = buildSync({
    ...bundleOptions(entry, root),
    metafile: true,
    write: false,
  });
  return { read: Object.keys(metafile.inputs), written: outputFiles };
}

/** Takes a file elsewhere, with each package.json on the way to it: they say how to read it. */
function copy(file: string): void {
  const inRepository = file.replace(/^(\.\.\/)+.*?(?=node_modules\/)/, '');
  const to = path.join(elsewhere, inRepository);
  mkdirSync(path.dirname(to), { recursive: true });
  if (existsSync(path.join(ROOT, inRepository))) copyFileSync(path.join(ROOT, inRepository), to);
  if (path.dirname(inRepository) !== '.') copyPackageJsons(path.dirname(inRepository));
}

function copyPackageJsons(folder: string): void {
  const file = path.join(folder, 'package.json');
  const to = path.join(elsewhere, file);
  if (existsSync(path.join(ROOT, file)) && !existsSync(to)) {
    mkdirSync(path.dirname(to), { recursive: true });
    copyFileSync(path.join(ROOT, file), to);
  }
  if (folder !== '.') copyPackageJsons(path.dirname(folder));
}
