import { expect, test } from 'vitest';
import { body, consoleUnderTest, deliveredEmail } from './console-fixture.ts';

const TO = `address=${encodeURIComponent('customer@example.com')}`;

test('nothing is asked of the table before somebody asks', async () => {
  const fails = () => Promise.reject(new Error('asked'));
  const { app } = consoleUnderTest({}, { search: { byAddress: fails, byProblem: fails } });
  expect((await app.request('/search')).status).toBe(200);
});

test('an address finds its emails, with a way to each order', async () => {
  const emails = [deliveredEmail(), deliveredEmail({ orderId: 'OTHER', customerEmail: 'b@example.com' })];
  const page = await body(consoleUnderTest({ emails }).app, `/search?${TO}`);
  expect(page).toContain('One email.');
  expect(page).toContain('href="/orders/ORDER123456"');
  expect(page).not.toContain('OTHER');
  expect(page).toContain('3 requests to the table');
  expect(page).toContain('value="customer@example.com"');
});

test('without an address, emails with the status of the last day are found', async () => {
  const emails = [
    deliveredEmail({ orderId: 'TODAY', status: 'BOUNCED' }),
    deliveredEmail({ orderId: 'LAST-WEEK', status: 'BOUNCED', timestamp: '2026-11-17T12:00:00.000Z' }),
  ];
  const { app } = consoleUnderTest({ emails });
  const page = await body(app, '/search?status=BOUNCED');
  expect(page).toContain('TODAY');
  expect(page).not.toContain('LAST-WEEK');
  expect(await body(app, '/search?status=BOUNCED&since=2026-11-01')).toContain('LAST-WEEK');
});

test('a time without a zone is UTC', async () => {
  const page = await body(consoleUnderTest().app, '/search?status=BOUNCED&since=2026-11-24 08:00');
  expect(page).toContain('<time datetime="2026-11-24T08:00:00.000Z">');
});

test('nothing found says what to try', async () => {
  expect(await body(consoleUnderTest().app, `/search?${TO}`)).toContain('No emails found');
});

test('none with that status among those that were read is not called none at all', async () => {
  const emails = Array.from({ length: 101 }, (_, n) => deliveredEmail({ orderId: `A-${n}` }));
  const page = await body(consoleUnderTest({ emails }).app, `/search?${TO}&status=BOUNCED`);
  expect(page).not.toContain('No emails found');
  expect(page).toContain('None among the newest 100');
});

test.each([
  ['address=nobody', 'address-problem'],
  ['status=DELIVERED', 'status-problem'],
  [`${TO}&since=yesterday`, 'since-problem'],
  [`${TO}&until=%00`, 'until-problem'],
  [`${TO}&since=2026-11-20&until=2026-11-19`, 'since-problem'],
])('%s comes back with what is allowed', async (query, marked) => {
  const response = await consoleUnderTest().app.request(`/search?${query}`);
  expect(response.status).toBe(400);
  const page = await response.text();
  expect(page).toContain(`id="${marked}"`);
  expect(page).toContain('Allowed: ');
});

test('HTML in a search stays text', async () => {
  const page = await body(
    consoleUnderTest().app,
    `/search?address=${encodeURIComponent('"><script>pwned()</script>')}`,
  );
  expect(page).not.toContain('<script>pwned');
});
