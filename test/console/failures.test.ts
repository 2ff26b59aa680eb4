import { expect, test } from 'vitest';
import { consoleUnderTest, inboxMail } from './console-fixture.ts';

const failing = (error: Error) => ({ emailsOfOrder: () => Promise.reject(error) });

test('an address without a page is a 404 with a way back', async () => {
  const response = await consoleUnderTest().app.request('/nowhere');
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('href="/"');
});

test('a source that is not running is named, with what to look at', async () => {
  const refused = new Error('connect', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
  const { app, world } = consoleUnderTest({}, { emails: failing(refused) });
  const response = await app.request('/orders/ORDER123456');
  expect(response.status).toBe(503);
  const page = await response.text();
  expect(page).toContain('the tracking table did not answer (ECONNREFUSED)');
  expect(page).toContain('npm start');
  expect(world.logged).toEqual([]);
});

test('a source that refuses is named with its code', async () => {
  const denied = Object.assign(new Error('secret details'), { name: 'AccessDeniedException' });
  const response = await consoleUnderTest({}, { emails: failing(denied) }).app.request('/orders/ORDER123456');
  const page = await response.text();
  expect(page).toContain('(AccessDeniedException)');
  expect(page).toContain('credentials');
  expect(page).not.toContain('secret details');
});

test('a failed publish is told, and nothing else is done', async () => {
  const { app } = consoleUnderTest(
    {},
    {
      samples: {
        topic: { publish: () => Promise.reject(Object.assign(new Error(), { name: 'NotFoundException' })) },
        recipient: 'customer@example.com',
        clock: { now: () => 0, sleep: async () => {} },
        random: { next: () => 0, newId: () => 'id' },
      },
    },
  );
  const headers = { origin: 'http://localhost' };
  const response = await app.request('/orders/sample', { method: 'POST', headers });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('the order topic did not answer (NotFoundException)');
});

test('a bug shows no trace of itself, and logs its place without quoting anything', async () => {
  const broken = { ...inboxMail(), headers: null as unknown as [] };
  const { app, world } = consoleUnderTest({ mails: [broken] });
  const response = await app.request('/inbox/0100-message-1/headers');
  expect(response.status).toBe(500);
  const page = await response.text();
  expect(page).toContain('The console has a bug');
  expect(page).not.toMatch(/TypeError|\.ts/);
  expect(world.logged).toEqual([
    {
      message: 'A page of the console failed',
      error: 'TypeError',
      at: expect.stringContaining('mail-page.ts'),
    },
  ]);
});

test('what whoever started the console knows of failures is told in its words', async () => {
  const expired = Object.assign(new Error(), { name: 'ExpiredTokenException' });
  const explain = async (error: unknown) =>
    (error as Error).cause === expired
      ? { message: 'Your AWS credentials have expired.', next: 'Sign in again.' }
      : undefined;
  const { app } = consoleUnderTest({}, { emails: failing(expired), explain });
  const response = await app.request('/orders/ORDER123456');
  expect(response.status).toBe(503);
  const page = await response.text();
  expect(page).toContain('Your AWS credentials have expired. It was about the tracking table.');
  expect(page).toContain('Sign in again. Then reload this page.');
});
