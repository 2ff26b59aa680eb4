import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Runs one of the project's tools; its report is the failure. */
function run(tool: string, ...options: string[]): void {
  const binary = path.join(ROOT, 'node_modules', '.bin', tool);
  try {
    execFileSync(binary, options, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${tool} ${options.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
}

test('the code type-checks', () => run('tsc', '--noEmit'));

test('the code is formatted and lint-free', () => run('biome', 'ci', '--error-on-warnings', '.'));

test('no file, export or dependency is unused', () => run('knip'));

test('dependencies have exact versions, and the lock file names no download address', () => {
  const { dependencies, devDependencies, optionalDependencies } = packageJson;
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});
