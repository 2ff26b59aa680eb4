import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import { Stage } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { sbom } from '../../supply-chain/sbom.ts';
import { shipped } from '../../supply-chain/shipped.ts';
import { tapStack } from '../lib/synthesized.ts';

const require = createRequire(import.meta.url);

interface Component {
  readonly 'bom-ref': string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}

interface Deployed {
  /** Of index.mjs, in hexadecimal. */
  readonly sha256: string;
  /** The files that its source map names. */
  readonly sources: readonly string[];
}

const PARTS = shipped();
const DOCUMENT = sbom(PARTS) as unknown as {
  components: readonly Component[];
  dependencies: readonly { ref: string; dependsOn: readonly string[] }[];
};

/** CycloneDX's own schema, with the two that it refers to by the names of their files. */
function cycloneDx() {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const file of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
    ajv.addSchema(schema(file), `http://cyclonedx.org/schema/${file}`);
  return ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
}

function schema(file: string): object {
  const library = path.dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));
  return JSON.parse(readFileSync(path.join(library, 'res/schema', file), 'utf8')) as object;
}

test('the bill of materials is CycloneDX 1.6', () => {
  const isCycloneDx = cycloneDx();
  isCycloneDx(DOCUMENT);
  expect(isCycloneDx.errors).toBeNull();
  expect(isCycloneDx({ ...DOCUMENT, components: [{ name: 'no type' }] })).toBe(false);
});

/** The code of the functions as it is deployed. */
function deployed(): readonly Deployed[] {
  const assembly = Stage.of(tapStack())!.outdir;
  return globSync('asset.*/index.mjs', { cwd: assembly }).map((file) => {
    const code = readFileSync(path.join(assembly, file));
    const map = JSON.parse(readFileSync(path.join(assembly, `${file}.map`), 'utf8')) as { sources: string[] };
    return { sha256: createHash('sha256').update(code).digest('hex'), sources: map.sources };
  });
}

test('it holds the code of every function that is deployed, and of no other', () => {
  const listed = DOCUMENT.components.flatMap(({ hashes = [] }) =>
    hashes.filter(({ alg }) => alg === 'SHA-256').map(({ content }) => content),
  );
  expect(listed).toHaveLength(3);
  expect(listed.sort()).toEqual([...new Set(deployed().map(({ sha256 }) => sha256))].sort());
});

test('it holds each package that the source map of a deployed function names, under that function', () => {
  for (const { sha256, sources } of deployed()) {
    const part = DOCUMENT.components.find(({ hashes }) => hashes?.some(({ content }) => content === sha256))!;
    const inside = DOCUMENT.dependencies.find(({ ref }) => ref === part['bom-ref'])!.dependsOn;
    const named = sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
    expect([...new Set(named)].length).toBeGreaterThan(10);
    expect(
      [...new Set(named)].filter(
        (name) => !inside.some((ref) => ref.startsWith(`pkg:npm/${name.replace('@', '%40')}@`)),
      ),
    ).toEqual([]);
    expect(DOCUMENT.components.map((one) => one['bom-ref'])).toEqual(expect.arrayContaining([...inside]));
  }
});

test('the publisher holds nothing of others but what checks an order', () => {
  const publisher = PARTS.find(({ name }) => name === 'ordermail-publisher')!;
  expect(publisher.packages.map(({ name }) => name)).toEqual(['zod']);
});

test('it is the same, whenever it is made', () => {
  expect(sbom(shipped())).toEqual(DOCUMENT);
});
