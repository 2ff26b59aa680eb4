import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DOUBT_SECONDS, QUEUE_VISIBILITY_SECONDS } from '#contract/timing.ts';
import { orderEvent } from '#test/support/builders.ts';
import { assembly, shop } from './system.ts';

let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ordermail-kill-test-'));
});

afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** The local cloud in a process of its own, so that it can be killed; its clock is ahead of the machine's by an offset. */
async function startProcess(clockOffsetSeconds: number) {
  const script = path.join(import.meta.dirname, 'cloud-process.ts');
  child = spawn(
    process.execPath,
    [script, await assembly(), path.join(folder, 'state'), String(clockOffsetSeconds)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [endpoint] = await once(child.stdout!, 'data');
  return shop(String(endpoint).trim());
}

test('1,000 orders, killed in the middle and started again: 1,000 mails, no duplicate, 1,000 items', {
  timeout: 180_000,
}, async () => {
  const orders = Array.from({ length: 1_000 }, (_, n) => orderEvent({ orderId: `KILLED-${n}` }));
  const before = await startProcess(0);
  for (let at = 0; at < orders.length; at += 10) await before.publishBatch(orders.slice(at, at + 10));
  await vi.waitFor(async () => expect(await before.mailCount()).toBeGreaterThan(200), {
    timeout: 60_000,
    interval: 20,
  });
  child!.kill('SIGKILL');
  await once(child!, 'exit');

  // Late enough for what was in flight: its messages are visible again, and the doubt of its claims is over.
  const after = await startProcess(Math.max(DOUBT_SECONDS, QUEUE_VISIBILITY_SECONDS) + 60);
  const sentBefore = await after.mailCount();
  expect(sentBefore).toBeLessThan(1_000);
  const delivered = async () => (await after.items()).filter(({ status }) => status === 'DELIVERED').length;
  await vi.waitFor(async () => expect(await delivered()).toBe(1_000), { timeout: 120_000, interval: 500 });

  const mails = await after.mails();
  expect(new Set(mails.map(({ tags }) => tags.emailId)).size).toBe(1_000);
  expect(mails).toHaveLength(1_000);
  expect(await after.items()).toHaveLength(1_000);
});
