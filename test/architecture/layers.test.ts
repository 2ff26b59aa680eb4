import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What adapters implement. */
const PORTS = [
  'src/app/ports.ts',
  'src/app/operator-ports.ts',
  'src/app/inspector-ports.ts',
  'src/app/cost-ports.ts',
] as const;

/**
 * Who may import whom, as docs/ARCHITECTURE.md draws it. A layer is a folder; what a layer may import is other layers, npm
 * packages by name or prefix, and `node:` where it may touch the machine. Importing from within the own layer is always fine.
 */
const LAYERS: Record<string, readonly string[]> = {
  'src/contract': ['zod/mini'],
  'src/domain': ['src/contract'],
  'src/email': ['src/contract', 'src/domain'],
  'src/app': ['src/contract', 'src/domain', 'src/email'],
  'src/publisher': ['src/contract', '@aws-sdk/client-sns'],
  'src/shops': ['src/contract', 'zod/mini'],
  'src/adapters/aws': ['src/contract', 'src/domain', ...PORTS, 'src/publisher', '@aws-sdk/'],
  'src/adapters/system': ['src/contract', ...PORTS, 'node:'],
  'src/adapters/local': ['src/contract', ...PORTS, 'node:'],
  'src/handlers': ['src/app', 'src/adapters', 'src/contract', 'aws-lambda'],
  'src/console': ['src/app', 'src/contract', 'src/domain', 'src/email', 'hono', '@hono/node-server', 'node:'],
  'src/cli': [
    'src/app',
    'src/adapters',
    'src/console',
    'src/contract',
    'src/domain',
    // The brands, as the sender makes them of its settings.
    'src/handlers/brands.ts',
    'commander',
    'node:',
  ],
  lib: ['src/contract', 'aws-cdk-lib', 'constructs', 'cdk-nag', 'esbuild', 'node:'],
  schema: ['src/contract', 'zod/mini', 'examples', 'package.json', 'node:'],
  local: ['dynalite', 'croner', 'nodemailer', 'postal-mime', 'node:'],
};

/** The entries put layers together, so they may import anything of ours. */
const ENTRIES = 'bin';

interface Import {
  readonly file: string;
  readonly target: string;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  const specifiers = source.matchAll(
    /^(?:(?:import|export)\b[^;'"]*?\bfrom|import) '([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...specifiers].map(([, fixed, dynamic]) => ({ file, target: targetOf((fixed ?? dynamic)!, file) }));
}

/** A path of ours from the root, or a package's specifier. */
function targetOf(specifier: string, file: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  const alias = Object.entries(packageJson.imports).find(([key]) => specifier.startsWith(key.slice(0, -1)));
  if (alias) return path.posix.normalize(specifier.replace(alias[0].slice(0, -1), alias[1].slice(0, -1)));
  return builtinModules.includes(specifier) ? `node:${specifier}` : specifier;
}

const isWithin = (target: string, layer: string) =>
  target === layer || target.startsWith(layer.endsWith('/') || layer.endsWith(':') ? layer : `${layer}/`);

test.each(Object.entries(LAYERS))('%s imports only what it may', (layer, allowed) => {
  const files = globSync(`${layer}/**/*.ts`, { cwd: ROOT });
  const forbidden = files
    .flatMap(importsOf)
    .filter(({ target }) => !isWithin(target, layer) && !allowed.some((one) => isWithin(target, one)))
    .map(({ file, target }) => `${file} imports ${target}; ${layer} may import: ${allowed.join(', ')}`);
  expect(forbidden).toEqual([]);
});

test('every source file lies in a layer', () => {
  const files = globSync(['bin/**/*.ts', 'lib/**/*.ts', 'local/**/*.ts', 'src/**/*.ts'], { cwd: ROOT });
  const homeless = files.filter(
    (file) => ![...Object.keys(LAYERS), ENTRIES].some((layer) => isWithin(file, layer)),
  );
  expect(homeless).toEqual([]);
});

test('time, randomness and the environment are read at the edges only', () => {
  const files = globSync(['src/{contract,domain,email,app}/**/*.ts', 'src/adapters/aws/**/*.ts'], {
    cwd: ROOT,
  });
  const impure =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bconsole\.|\bsetTimeout\(|\brandomUUID\(/;
  const found = files.filter((file) => impure.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(found).toEqual([]);
});

test('no imports go in a circle', () => {
  const files = globSync(['lib/**/*.ts', 'local/**/*.ts', 'src/**/*.ts'], { cwd: ROOT });
  const importing = new Map(files.map((file) => [file, importsOf(file).map(({ target }) => target)]));
  expect(circleIn(importing)).toBe('');
});

/** The first circle found, such as `a.ts > b.ts > a.ts`; empty where there is none. */
function circleIn(importing: ReadonlyMap<string, readonly string[]>): string {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): string => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file].join(' > ');
    if (done.has(file)) return '';
    for (const target of importing.get(file) ?? []) {
      const circle = visit(target, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return '';
  };
  for (const file of importing.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return '';
}
