import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const run = (...line: string[]) => spawnSync(process.execPath, line, { encoding: 'utf8' });

describe.each(['sim/main.ts', 'sim/mutants.ts', 'fuzz/main.ts', 'soak/main.ts'])('%s', (command) => {
  it('names an option that it does not have, says how it is used, and ends with 2', () => {
    const { status, stdout, stderr } = run(command, '--nope');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Unknown option '--nope'/);
    expect(stderr).toContain('[--');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('says how it is used', () => {
    const { status, stdout, stderr } = run(command, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('[--');
  });
});

describe('a number', () => {
  it.each([
    ['sim/main.ts', '--orders', 'x', 1],
    ['fuzz/main.ts', '--cases', '0', 1],
    ['soak/main.ts', '--kills', '1.5', 0],
  ])('of %s that is wrong is named with what is allowed: %s', (command, option, text, least) => {
    const { status, stderr } = run(command, option, text);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      new RegExp(`^${option} is "${text}"; it takes a whole number from ${least} on\\.`),
    );
  });
});
