import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { keptHeap } from '../../soak/heap-probe.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Starts a process with one worker; resolves with the inspector's address once both have run their code. */
async function started(inMain: string, inWorker: string): Promise<string> {
  const main = `${inMain};
    const { Worker } = require('node:worker_threads');
    new Worker(${JSON.stringify(`${inWorker}; require('node:worker_threads').parentPort.postMessage('ready'); setInterval(() => {}, 1000)`)}, { eval: true })
      .on('message', () => console.error('ready'));`;
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', '-e', main], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  let said = '';
  for await (const text of child.stderr!.setEncoding('utf8')) {
    said += text;
    if (/^ready$/m.test(said)) break;
  }
  return /ws:\S+/.exec(said)![0];
}

const MEGABYTE = 2 ** 20;

const keeping = (megabytes: number) => `globalThis.kept = Buffer.alloc(${megabytes * MEGABYTE}, 1)`;
const dropping = (megabytes: number) => `for (let n = 0; n < ${megabytes}; n++) Buffer.alloc(${MEGABYTE}, 1)`;

test('what a process keeps is counted, in its worker too; what it has let go is not', async () => {
  const [small, large, dropped] = await Promise.all([
    started('', ''),
    started(keeping(20), keeping(30)),
    started(dropping(20), dropping(30)),
  ]);
  const baseline = await keptHeap(small);
  expect(baseline.threads).toBe(2);
  const more = ({ bytes }: { readonly bytes: number }) => (bytes - baseline.bytes) / MEGABYTE;
  expect(more(await keptHeap(large))).toBeCloseTo(50, -1);
  expect(more(await keptHeap(dropped))).toBeCloseTo(0, -1);
});

test('objects are counted as buffers are', async () => {
  const small = await keptHeap(await started('', ''));
  const large = await keptHeap(
    await started('globalThis.kept = Array.from({ length: 200_000 }, (_, n) => ({ n }))', ''),
  );
  expect((large.bytes - small.bytes) / MEGABYTE).toBeGreaterThan(4);
});
