import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, buildSync, type OutputFile } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLES = join(ROOT, '.cache/bundles');

/** ES modules have no `require`, and some CommonJS code in the bundle calls it. */
const REQUIRE =
  // A name that the minifier gives to nothing of ours: a second declaration of it would keep the module from loading.
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

const bundled = new Map<string, readonly OutputFile[]>();

/** Files beside the code, by name. */
export type ExtraFiles = Readonly<Record<string, string>>;

/**
 * Bundles a Lambda entry and everything it imports, the AWS SDK too (it loads 6 to 20 ms faster than the runtime's copy,
 * and is the version that was tested). One entry is bundled once in a process.
 *
 * @param entry path of the module that exports `handler`, from the repository's root
 * @param extra what else the handler reads from its folder
 * @returns the folder that holds `index.mjs` and its source map
 */
export function bundle(entry: string, extra: ExtraFiles = {}): string {
  const built = bundled.get(entry) ?? build(entry);
  bundled.set(entry, built);
  return keep([
    ...built,
    ...Object.entries(extra).map(([path, text]) => ({ path, contents: Buffer.from(text) })),
  ]);
}

function build(entry: string): readonly OutputFile[] {
  return buildSync({ ...bundleOptions(entry), write: false }).outputFiles;
}

/**
 * How a Lambda entry is bundled. The same sources and packages give the same bytes, wherever they lie.
 *
 * @param entry as for {@link bundle}
 * @param root the repository's folder
 */
export function bundleOptions(entry: string, root = ROOT) {
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    // Not where it is written: the source map's paths are relative to it, and must not depend on where that is.
    outfile: 'bundle/index.mjs',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The SDK's ES modules shake to two thirds of what its CommonJS build gives.
    mainFields: ['module', 'main'],
    // Twelve languages' letters as they are; escaped, Japanese takes twice the space.
    charset: 'utf8',
    banner: { js: REQUIRE },
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
  } satisfies BuildOptions;
}

type Contents = Pick<OutputFile, 'path' | 'contents'>;

/** Under its content's hash, and moved there whole: another process may be doing the same. */
function keep(files: readonly Contents[]): string {
  const folder = join(BUNDLES, contentHash(files));
  if (existsSync(folder)) return folder;
  mkdirSync(BUNDLES, { recursive: true });
  const draft = mkdtempSync(join(BUNDLES, 'draft-'));
  for (const file of files) writeFileSync(join(draft, basename(file.path)), file.contents);
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function contentHash(files: readonly Contents[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(basename(file.path)).update(file.contents);
  return hash.digest('hex').slice(0, 32);
}
