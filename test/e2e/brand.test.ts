import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { orderEvent } from '#test/support/builders.ts';
import { assembly, startSystem } from './system.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ordermail-brand-test-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same environment with another brand file, as after a deployment. */
async function deploy(brands: object) {
  const file = path.join(folder, 'brands.json');
  writeFileSync(file, JSON.stringify({ default: 'acme', brands }));
  return await startSystem({
    assemblyDirectory: await assembly(file),
    stateDirectory: path.join(folder, 'state'),
  });
}

test('an order of a brand that nobody has deployed becomes a mail once the brand file is fixed and it is redriven', {
  timeout: 300_000,
}, async () => {
  const acme = { name: 'Acme' };
  const before = await deploy({ acme });
  const { orderQueue, orderDeadLetters } = before.names;
  await before.publish(orderEvent({ orderId: 'NOVA-1', brand: 'nova' }));
  await vi.waitFor(async () => expect(await before.depth(orderDeadLetters)).toBe(1), { timeout: 60_000 });
  expect(await before.mailsOf('NOVA-1')).toEqual([]);
  await before.cloud.close();

  const after = await deploy({ acme, nova: { name: 'Nova Coffee' } });
  try {
    await after.redrive(orderDeadLetters, orderQueue);
    await after.untilStatus('NOVA-1', 'DELIVERED');
    const [mail, ...more] = await after.mailsOf('NOVA-1');
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('Nova Coffee');
    expect(await after.depth(orderDeadLetters)).toBe(0);
  } finally {
    await after.cloud.close();
  }
});
