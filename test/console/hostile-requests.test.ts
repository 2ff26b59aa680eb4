import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { serveConsole } from '#console/serve.ts';
import { consoleUnderTest } from './console-fixture.ts';

const OWN = { origin: 'http://localhost' };

test.each([
  ['multipart/form-data; boundary=x', 'no form at all'],
  ['multipart/form-data', 'by=anna'],
])('a form that cannot be read is refused: %s', async (contentType, body) => {
  for (const path of ['/suppression/remove', '/faults']) {
    const { app, world } = consoleUnderTest();
    const headers = { ...OWN, 'content-type': contentType };
    const response = await app.request(path, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('could not be read');
    expect([world.logged, world.audited]).toEqual([[], []]);
  }
});

test('a form longer than any is refused before it is read', async () => {
  const { app, world } = consoleUnderTest();
  const body = new URLSearchParams({ by: 'anna', why: 'x', address: 'a'.repeat(200_000) });
  const response = await app.request('/suppression/remove', { method: 'POST', headers: OWN, body });
  expect(response.status).toBe(413);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(world.audited).toEqual([]);
});

test.each([
  ['GET', '/\\evil.example.com', '127.0.0.1'],
  ['GET', '/', 'evil.example.com/x'],
])('what is no address is refused with strict headers too: %s %s of %j', async (method, target, host) => {
  const { app } = consoleUnderTest();
  const served = await serveConsole(app, { host: '127.0.0.1', port: 0 });
  try {
    const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close', '', ''];
    const answer = await textFrom(served.port, lines.join('\r\n'));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.toLowerCase()).toContain("content-security-policy: default-src 'none'");
  } finally {
    await served.close();
  }
});

async function textFrom(port: number, request: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.write(request);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}
