import { execFile } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packedPackage from '../../package/package.json' with { type: 'json' };
import rootPackage from '../../package.json' with { type: 'json' };
import { startSystem } from './system.ts';

/** A project of a shop, outside this repository, with the packed package installed in it. */

const ROOT = path.resolve(import.meta.dirname, '../..');
const project = mkdtempSync(path.join(tmpdir(), 'ordermail-shop-'));
const installed = path.join(project, 'node_modules/ordermail');

let system: Awaited<ReturnType<typeof startSystem>>;
beforeAll(async () => {
  [system] = await Promise.all([startSystem(), install()]);
});
afterAll(async () => {
  await system?.cloud.close();
  rmSync(project, { recursive: true, force: true });
});

/** What `npm install ./ordermail-0.1.0.tgz` does, without a registry: unpacks it, beside the dependencies that are here already. */
async function install(): Promise<void> {
  await run('npm', ['run', 'pack', '--loglevel', 'error', '--', '--pack-destination', project], ROOT);
  mkdirSync(installed, { recursive: true });
  const tarball = `ordermail-${packedPackage.version}.tgz`;
  await run('tar', ['-xzf', path.join(project, tarball), '-C', installed, '--strip-components', '1']);
  for (const dependency of [...Object.keys(packedPackage.dependencies), '@types/node', 'undici-types']) {
    const link = path.join(project, 'node_modules', dependency);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules', dependency), link, 'junction');
  }
  cpSync(path.join(import.meta.dirname, 'outside'), project, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ type: 'module' }));
}

/** Resolves with what it printed, also when it fails. */
async function run(command: string, args: string[], cwd = project, env: NodeJS.ProcessEnv = process.env) {
  return await promisify(execFile)(command, args, { cwd, env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string; stderr: string }) => {
      if (command !== 'tsc' && !command.endsWith('/tsc')) throw error;
      return { code: error.code, stdout: error.stdout };
    },
  );
}

/** Checks a program with everything strict, on demand the declarations that it imports included. */
const typeCheck = (file: string, { declarations }: { declarations: boolean }) =>
  run(path.join(ROOT, 'node_modules/.bin/tsc'), [
    ...['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', String(!declarations)],
    ...['--module', 'nodenext', '--target', 'es2023', '--types', 'node', '--pretty', 'false', file],
  ]);

const environment = () => ({
  PATH: process.env.PATH,
  AWS_ENDPOINT_URL: system.cloud.endpointUrl,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});

test('a typed order compiles, is published, and is mailed', async () => {
  expect(await typeCheck('publish-typed.ts', { declarations: true })).toEqual({ code: 0, stdout: '' });
  const { stdout } = await run(
    process.execPath,
    ['publish-typed.ts', system.topicArn, 'PACKED-1'],
    project,
    environment(),
  );
  expect(JSON.parse(stdout)).toEqual({
    results: ['published', 'refused'],
    refused: 'customerEmail',
    translations: Array(4).fill('refused'),
    title: 'Order event',
  });
  await system.untilStatus('PACKED-1', 'DELIVERED');
  await system.untilStatus('PACKED-1-2', 'DELIVERED');
});

test('an order that is wrong does not compile', async () => {
  const { code, stdout } = await typeCheck('publish-mistyped.ts', { declarations: false });
  expect(code).not.toBe(0);
  expect(stdout.match(/^publish-mistyped\.ts/gm)).toHaveLength(4);
  expect(stdout).toMatch(/'orderItems' is missing/);
  expect(stdout).toMatch(/'string' is not assignable to type 'number'/);
  expect(stdout).toMatch(/'cardNumber' does not exist/);
  expect(stdout).toMatch(/"NEWSLETTER"/);
});

test('require() takes it, too', async () => {
  const program = `console.log(typeof require('ordermail/publisher').createPublisher)`;
  writeFileSync(path.join(project, 'required.cjs'), program);
  expect((await run(process.execPath, ['required.cjs'])).stdout).toBe('function\n');
});

test('it needs nothing of this repository, and no package but the AWS SDK', () => {
  const files = globSync('**/*.{js,d.ts}', { cwd: installed });
  const imported = files.flatMap((file) =>
    [
      ...readFileSync(path.join(installed, file), 'utf8').matchAll(
        /^(?:import|export)\b[^;]*?\bfrom ['"]([^'"]+)['"]/gm,
      ),
    ].map(([, specifier]) => specifier!),
  );
  expect([...new Set(imported.filter((specifier) => !specifier.startsWith('.')))]).toEqual([
    '@aws-sdk/client-sns',
  ]);
});

test('it has the version of this repository, and its SDK', () => {
  expect(packedPackage.version).toBe(rootPackage.version);
  expect(packedPackage.dependencies).toEqual({
    '@aws-sdk/client-sns': `^${rootPackage.dependencies['@aws-sdk/client-sns']}`,
  });
});
