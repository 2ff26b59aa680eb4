import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENTRY, ordermailProcess } from './child.ts';

test('help is the result, in 80 columns', async () => {
  const { exitCode, out, err } = await ordermailProcess(['--help']);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(out).toContain('dead-letters');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('without credentials a person is told how to get some', async () => {
  const { exitCode, out, err } = await ordermailProcess(['status', 'A', '--region', 'us-east-1']);
  expect({ exitCode, out }).toEqual({ exitCode: 3, out: '' });
  expect(err).toContain('There are no AWS credentials here.');
});

test('a profile that is not there is named as the reason', async () => {
  const { exitCode, err } = await ordermailProcess([
    'status',
    'A',
    '--region',
    'us-east-1',
    '--profile',
    'nope',
  ]);
  expect({ exitCode, err }).toEqual({ exitCode: 3, err: expect.stringContaining('under the profile nope') });
});

test('without a region a person is told to give one', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  const { exitCode, err } = await ordermailProcess(['status', 'A'], keys);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('No AWS region is set.') });
});

const OLD_NODE = '/usr/bin/node';
const hasOldNode = existsSync(OLD_NODE) && Number(version(OLD_NODE).split('.')[0]) < 24;
if (!hasOldNode) console.log('Skipped: handing over from an older Node, for there is none at /usr/bin/node.');

test.skipIf(!hasOldNode)('an older Node hands over to the one that was brought along', () => {
  expect(execFileSync(OLD_NODE, [ENTRY, '--help'], { encoding: 'utf8' })).toContain('Usage: ordermail');
});

function version(node: string): string {
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).slice(1);
}
