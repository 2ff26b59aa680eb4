import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'vitest';

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
