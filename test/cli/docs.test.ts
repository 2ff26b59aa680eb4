import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { EXIT } from '#cli/exit-codes.ts';
import { ordermailProgram } from '#cli/program.ts';

const docs = readFileSync(path.resolve(import.meta.dirname, '../../docs/cli.md'), 'utf8');

/** Commander and all that it knows, with what it writes. */
async function program() {
  let written = '';
  const command = await ordermailProgram([], () => async () => {}, {
    out: (text) => {
      written += text;
    },
    err: () => {},
  });
  const helpOf = (one: Command) => {
    written = '';
    one.outputHelp();
    return written.trimEnd();
  };
  return { command, helpOf };
}

/** Every command with how it is called; groups are documented by their commands. */
function documented(command: Command, called: readonly string[] = []): [string, Command][] {
  const here: [string, Command][] = [[called.join(' '), command]];
  const below = command.commands.flatMap((sub) => documented(sub, [...called, sub.name()]));
  return called.length > 0 && below.length > 0 ? below : [...here, ...below];
}

const { command, helpOf } = await program();

test.each(documented(command))('docs/cli.md has the help of "%s" as it is', (called, one) => {
  expect(docs).toContain(`\n$ ordermail ${`${called} --help`.trim()}\n${helpOf(one)}\n`);
});

test('every exit code is in the help', () => {
  for (const code of Object.values(EXIT))
    expect(helpOf(command)).toMatch(new RegExp(`(^|\\s)${code}  `, 'm'));
});

test('every help fits 80 columns', () => {
  for (const [, one] of documented(command))
    expect(
      Math.max(
        ...helpOf(one)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
});
