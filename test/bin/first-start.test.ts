import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { eventually } from '#test/support/eventually.ts';

const START = path.resolve(import.meta.dirname, '../../bin/start.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'ordermail-first-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server) => String((server.address() as AddressInfo).port);

function start(ports: { ORDERMAIL_PORT: string; ORDERMAIL_CONSOLE_PORT: string }) {
  const child = spawn(process.execPath, [START], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ORDERMAIL_STATE: folder, ...ports },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return { child, said: () => said };
}

test('the sample order comes with the first start that works, and with no other', {
  timeout: 240_000,
}, async () => {
  const [taken, free] = [await listening(), await listening()];
  const ports = { ORDERMAIL_PORT: portOf(taken), ORDERMAIL_CONSOLE_PORT: portOf(free) };
  free.close();
  await once(free, 'close');

  const refused = start(ports);
  await once(refused.child, 'close');
  expect(refused.said()).toContain(`Port ${ports.ORDERMAIL_PORT} is taken`);
  taken.close();
  await once(taken, 'close');

  for (const sample of [true, false]) {
    const { child, said } = start(ports);
    try {
      await eventually(() => expect(said()).toContain('Press Ctrl-C to stop'));
      expect(said().includes('published the sample order')).toBe(sample);
      expect(said().includes('is DELIVERED')).toBe(sample);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'close');
    }
  }
});
