import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SynthesisError, synthesize } from '#local/assembly/synthesize.ts';

let project: string;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'synthesize-test-'));
  writeFileSync(
    path.join(project, 'cdk.json'),
    JSON.stringify({ app: 'node app.mjs', context: { key: 'value' } }),
  );
  app(`writeFileSync(path.join(process.env.CDK_OUTDIR, 'manifest.json'), JSON.stringify({
    runs: appendRun(), suffix: process.env.SUFFIX, context: process.env.CDK_CONTEXT_JSON, node: process.version }));`);
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

/** An app that counts its runs in a file that is no input of the synthesis. */
function app(code: string) {
  writeFileSync(
    path.join(project, 'app.mjs'),
    `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'; import path from 'node:path';
     const appendRun = () => (appendFileSync('runs', '.'), readFileSync('runs', 'utf8').length);
     ${code}`,
  );
}

async function run(settings: Record<string, string> = {}, inputs: readonly string[] = []) {
  const folder = await synthesize({
    projectDirectory: project,
    cacheDirectory: path.join(project, 'cache'),
    settings,
    inputs,
    onProgress: () => {},
  });
  return JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
}

test('the app runs with the settings and its context, under the Node that started it', async () => {
  expect(await run({ SUFFIX: 'prod' })).toMatchObject({
    suffix: 'prod',
    context: '{"key":"value"}',
    node: process.version,
  });
});

test('the same app and settings are not synthesized again, others are, side by side', async () => {
  expect((await run({ SUFFIX: 'a' })).runs).toBe(1);
  expect((await run({ SUFFIX: 'a' })).runs).toBe(1);
  expect((await run({ SUFFIX: 'b' })).runs).toBe(2);
  expect((await run({ SUFFIX: 'a' })).runs).toBe(1);
  writeFileSync(path.join(project, 'cdk.json'), JSON.stringify({ app: 'node app.mjs', context: {} }));
  expect((await run({ SUFFIX: 'a' })).runs).toBe(3);
});

test('two that synthesize the same at the same time both get a whole result, and leave no draft', async () => {
  const both = await Promise.all([run({ SUFFIX: 'a' }), run({ SUFFIX: 'a' })]);
  expect(both.map(({ suffix }) => suffix)).toEqual(['a', 'a']);
  expect(readdirSync(path.join(project, 'cache'))).toHaveLength(1);
});

test('a file that the app reads is part of what decides', async () => {
  const inputs = [path.join(project, 'brands.json')];
  expect((await run({}, inputs)).runs).toBe(1);
  writeFileSync(inputs[0]!, '{}');
  expect((await run({}, inputs)).runs).toBe(2);
  expect((await run({}, inputs)).runs).toBe(2);
});

test('an app that refuses is quoted, and leaves nothing behind that could be taken for a result', async () => {
  app(`appendRun(); writeFileSync(path.join(process.env.CDK_OUTDIR, 'manifest.json'), '{}');
       console.error('ENVIRONMENT_SUFFIX is "?"'); process.exitCode = 1;`);
  await expect(run()).rejects.toThrow(new SynthesisError('ENVIRONMENT_SUFFIX is "?"'));
  await expect(run()).rejects.toThrow(SynthesisError);
});
