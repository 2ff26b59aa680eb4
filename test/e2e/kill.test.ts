import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DOUBT_SECONDS, QUEUE_VISIBILITY_SECONDS } from '#contract/timing.ts';
import { orderEvent } from '#test/support/builders.ts';
import { Customers } from './customers.ts';
import { assembly, shop } from './system.ts';

let folder: string;
let child: ChildProcess | undefined;
let endpointUrl: string;
let customers: Customers;
/** What roles were refused, by any of a test's processes. */
let refused: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ordermail-kill-test-'));
  customers = new Customers();
  refused = '';
});

afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    await customers.search(endpointUrl).finally(kill);
  }
  rmSync(folder, { recursive: true, force: true });
  expect(refused).toBe('');
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
  endpointUrl = String(endpoint).trim();
  child.stdout!.on('data', (lines) => {
    refused += lines;
  });
  return shop(endpointUrl, customers);
}

async function kill(): Promise<void> {
  child!.kill('SIGKILL');
  await once(child!, 'exit');
}

type Shop = Awaited<ReturnType<typeof startProcess>>;

/** Waits until nothing moves any more; true if everything is delivered then. */
async function allDeliveredBy({ items, visible, depth, names }: Shop): Promise<boolean> {
  let before = -1;
  return await vi.waitFor(
    async () => {
      const delivered = (await items()).filter(({ status }) => status === 'DELIVERED').length;
      const moved = delivered !== before;
      before = delivered;
      if (delivered === 1_000) return true;
      expect(moved).toBe(false);
      expect(await visible(names.orderQueue)).toBe(0);
      expect(await depth(names.feedbackQueue)).toBe(0);
      return false;
    },
    { timeout: 120_000, interval: 2_000 },
  );
}

test('1,000 orders, killed in the middle and started again: 1,000 mails, no duplicate, 1,000 items', {
  timeout: 400_000,
}, async () => {
  const orders = Array.from({ length: 1_000 }, (_, n) => orderEvent({ orderId: `KILLED-${n}` }));
  const before = await startProcess(0);
  for (let at = 0; at < orders.length; at += 10) await before.publishBatch(orders.slice(at, at + 10));
  await vi.waitFor(async () => expect(await before.mailCount()).toBeGreaterThan(200), {
    timeout: 60_000,
    interval: 20,
  });
  await kill();

  // Late enough for what was in flight: its messages are visible again, and the doubt of its claims is over.
  let clockOffsetSeconds = Math.max(DOUBT_SECONDS, QUEUE_VISIBILITY_SECONDS) + 60;
  let after = await startProcess(clockOffsetSeconds);
  expect(await after.mailCount()).toBeLessThan(1_000);
  // An order in doubt waits again while feedback has a backlog, which a start after a kill has: minutes, that need not be spent.
  while (!(await allDeliveredBy(after))) {
    await kill();
    clockOffsetSeconds += DOUBT_SECONDS + 600;
    after = await startProcess(clockOffsetSeconds);
  }

  const mails = await after.mails();
  expect(new Set(mails.map(({ tags }) => tags.emailId)).size).toBe(1_000);
  expect(mails).toHaveLength(1_000);
  expect(await after.items()).toHaveLength(1_000);
});
