import { expect, test } from 'vitest';
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
