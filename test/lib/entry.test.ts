import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

interface Run {
  readonly code: number;
  readonly stderr: string;
}

/** A process of its own that makes every stack: seconds, and more on a busy machine. */
const TIMEOUT = 180_000;

describe('bin/tap.ts', { timeout: TIMEOUT }, () => {
  let output = '';
  beforeAll(async () => {
    output = await mkdtemp(join(tmpdir(), 'ordermail-assembly-'));
  });
  afterAll(() => rm(output, { recursive: true }));

  /** As the CDK's command line runs it, and nothing of this process's settings. */
  function run(settings: Readonly<Record<string, string>>): Promise<Run> {
    const env = { PATH: process.env.PATH, CDK_VALIDATION: 'false', CDK_OUTDIR: output, ...settings };
    return new Promise((resolve) => {
      execFile(process.execPath, ['bin/tap.ts'], { cwd: ROOT, env }, (error, _stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), stderr });
      });
    });
  }

  it('refuses bad settings with a report, and not with a stack trace', async () => {
    const { code, stderr } = await run({ ENVIRONMENT_SUFFIX: 'Prod', SENDER_CONCURRENCY: '1' });
    expect(code).toBe(1);
    expect(stderr).toContain('2 settings cannot be used');
    expect(stderr).toContain('export SENDER_CONCURRENCY=2');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await readdir(output)).toEqual([]);
  });

  it('writes the assembly of all stacks, offline and without credentials', async () => {
    const { code, stderr } = await run({ ENVIRONMENT_SUFFIX: 'prod' });
    expect([code, stderr]).toEqual([0, '']);
    const written = await readdir(output);
    expect(written.filter((file) => file.endsWith('.template.json'))).toHaveLength(4);
  });
});
