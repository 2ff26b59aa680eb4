import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAssembly } from '#local/assembly/read-assembly.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assembly-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(directory: string, files: Readonly<Record<string, object>>): void {
  mkdirSync(path.join(folder, directory), { recursive: true });
  for (const [file, content] of Object.entries(files))
    writeFileSync(path.join(folder, directory, file), JSON.stringify(content));
}

const stack = (stackName: string, ...dependencies: string[]) => ({
  type: 'aws:cloudformation:stack',
  properties: { templateFile: `${stackName}.json`, stackName, tags: { Stack: stackName } },
  dependencies,
});

test('stacks come after those they depend on, with their templates and tags', () => {
  write('', {
    'manifest.json': {
      artifacts: { B: stack('Second', 'A'), A: stack('First'), Tree: { type: 'cdk:tree' } },
    },
    'First.json': { Resources: {}, Description: 'one' },
    'Second.json': { Resources: {} },
  });
  expect(readAssembly(folder).stacks).toEqual([
    { stackName: 'First', template: { Resources: {}, Description: 'one' }, tags: { Stack: 'First' } },
    { stackName: 'Second', template: { Resources: {} }, tags: { Stack: 'Second' } },
  ]);
});

test('assets are found by the key they would be uploaded under, also those of a stage', () => {
  const assets = (key: string) => ({
    files: {
      [key]: {
        source: { path: `asset.${key}` },
        destinations: { here: { bucketName: 'assets', objectKey: `${key}.zip` } },
      },
    },
  });
  const manifest = (file: string) => ({ type: 'cdk:asset-manifest', properties: { file } });
  write('', {
    'manifest.json': {
      artifacts: {
        Assets: manifest('assets.json'),
        Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } },
      },
    },
    'assets.json': assets('one'),
  });
  write('assembly-Stage', {
    'manifest.json': { artifacts: { Assets: manifest('assets.json'), S: stack('InStage') } },
    'assets.json': assets('two'),
    'InStage.json': { Resources: {} },
  });
  const { stacks, assets: found } = readAssembly(folder);
  expect(Object.fromEntries(found)).toEqual({
    'one.zip': path.join(folder, 'asset.one'),
    'two.zip': path.join(folder, 'assembly-Stage/asset.two'),
  });
  expect(stacks.map(({ stackName }) => stackName)).toEqual(['InStage']);
});
