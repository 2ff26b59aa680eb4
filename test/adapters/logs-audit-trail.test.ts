import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { logsAuditTrail } from '#adapters/aws/cloudwatch-logs-audit.ts';
import { sha256Digest } from '#adapters/system/randomness.ts';
import { addressDigest } from '#app/address-digest.ts';
import type { AuditEntry } from '#app/operator-ports.ts';
import { NOW } from '#test/support/builders.ts';

/** What the trail sends to CloudWatch for one entry. */
async function written(entry: AuditEntry): Promise<Record<string, unknown>> {
  const messages: string[] = [];
  const client = {
    send: async ({ input }: { input: { logEvents?: { message: string }[] } }) =>
      void messages.push(...(input.logEvents ?? []).map(({ message }) => message)),
  } as unknown as CloudWatchLogsClient;
  await logsAuditTrail(client, 'email-operators-test', { now: () => NOW }).record(entry);
  expect(messages).toHaveLength(1);
  return JSON.parse(messages[0]!);
}

test('an entry says when, who, what, why and to which ids', async () => {
  const entry = {
    action: 'redrive',
    by: 'Support/anna',
    why: 'SES is back',
    target: { queue: 'orders', ids: ['1'] },
  } as const;
  expect(await written(entry)).toEqual({ at: '2026-11-24T12:00:00.000Z', ...entry });
});

test('addresses that people write into it are not kept', async () => {
  expect(
    await written({
      action: 'erase',
      by: 'anna@example.com',
      why: 'jane@example.com asked for it (JANE%40example.com)',
      target: { orderId: 'jane@example.com', ids: ['<jane@example.com>'], count: 2 },
    }),
  ).toEqual({
    at: '2026-11-24T12:00:00.000Z',
    action: 'erase',
    by: 'anna',
    why: '(address) asked for it ((address))',
    target: { orderId: '(address)', ids: ['<(address)>'], count: 2 },
  });
});

test('an address’s digest is the trail’s own, whatever the case', () => {
  const of = (address: string, trail: string) => addressDigest(address, trail, sha256Digest);
  expect(of('Jane@example.com', 'email-operators-a')).toBe(of('jane@example.com', 'email-operators-a'));
  expect(of('jane@example.com', 'email-operators-a')).not.toBe(of('jane@example.com', 'email-operators-b'));
  expect(of('jane@example.com', 'email-operators-a')).not.toBe(sha256Digest('jane@example.com'));
  expect(of('Jane@example.com', 'email-operators-a')).toBe(
    sha256Digest('email-operators-a:jane@example.com'),
  );
});

test('docs/security.md has the command that makes it', () => {
  const docs = readFileSync(path.resolve(import.meta.dirname, '../../docs/security.md'), 'utf8');
  const [, expression = ''] = /^node -p "(.*)"$/m.exec(docs) ?? [];
  const printed = execFileSync(process.execPath, ['-p', expression], { encoding: 'utf8' }).trim();
  expect(printed).toBe(addressDigest('Jane@example.com', 'email-operators-dev', sha256Digest));
});
