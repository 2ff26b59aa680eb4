import { expect, test } from 'vitest';
import { body, consoleUnderTest, deliveredEmail, inboxMail } from './console-fixture.ts';

const PATHS = [
  '/',
  '/orders/ORDER123456',
  '/inbox',
  '/inbox/0100-message-1',
  '/faults',
  '/app.css',
  '/console.js',
  '/icon.svg',
  '/nowhere',
];

test.each(PATHS)('%s is served with strict headers', async (path) => {
  const { app } = consoleUnderTest({ emails: [deliveredEmail()], mails: [inboxMail()] });
  const { headers } = await app.request(path);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cache-control')).toBe('no-store');
});

test.each([
  'evil.example.com',
  'localhost.evil.example.com',
  '127.0.0.1.evil.example.com:8025',
  '192.168.1.7:8025',
  '',
])('a request for the host %j is refused, also for reading', async (host) => {
  const { app } = consoleUnderTest({ emails: [deliveredEmail()] });
  const response = await app.request('/', { headers: { host } });
  expect(response.status).toBe(403);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await response.text()).not.toContain('ORDER123456');
});

test.each(['127.0.0.1:8025', 'localhost', 'LOCALHOST:1', '[::1]:8025'])(
  'the loopback host %j is answered',
  async (host) => {
    expect((await consoleUnderTest().app.request('/', { headers: { host } })).status).toBe(200);
  },
);

const OWN = 'http://localhost';

test.each<[Record<string, string>]>([
  [{}],
  [{ origin: 'http://evil.example.com' }],
  [{ origin: 'null' }],
  [{ origin: 'http://localhost:3000' }],
  [{ origin: 'https://localhost' }],
  [{ origin: OWN, 'sec-fetch-site': 'cross-site' }],
  [{ origin: OWN, 'sec-fetch-site': 'same-site' }],
  [{ 'sec-fetch-site': 'none' }],
  [{ origin: 'http://evil.example.com', 'sec-fetch-site': 'same-origin' }],
])('a POST that other sites can cause does nothing: %j', async (headers) => {
  const { app, world } = consoleUnderTest();
  const response = await app.request('/orders/sample', { method: 'POST', headers });
  expect(response.status).toBe(403);
  expect(world.published).toEqual([]);
});

test('a POST whose target names an origin of its own is no page of the console', async () => {
  const { app, world } = consoleUnderTest();
  const headers = { host: 'localhost', origin: 'https://localhost' };
  const response = await app.request('https://localhost/orders/sample', { method: 'POST', headers });
  expect(response.status).toBe(403);
  expect(world.published).toEqual([]);
});

test.each<[Record<string, string>]>([
  [{ origin: OWN }],
  [{ origin: OWN, 'sec-fetch-site': 'same-origin' }],
  [{ origin: 'null', 'sec-fetch-site': 'same-origin' }],
])('a POST from a page of the console is done: %j', async (headers) => {
  const { app, world } = consoleUnderTest();
  expect((await app.request('/orders/sample', { method: 'POST', headers })).status).toBe(303);
  expect(world.published).toHaveLength(1);
});

const HOSTILE = `"'><b id=pwned>&amp;</title></textarea></pre><script>pwned()</script>`;
const ESCAPED = '&quot;&#39;&gt;&lt;b id=pwned&gt;&amp;amp;&lt;/title&gt;';

test('HTML in any field of an email stays text', async () => {
  const email = deliveredEmail({
    emailId: `${HOSTILE}#ORDER_CONFIRMATION`,
    emailType: HOSTILE as 'ORDER_CONFIRMATION',
    customerEmail: HOSTILE,
    messageId: HOSTILE,
    reason: HOSTILE,
    bounceType: HOSTILE,
    bounceSubType: HOSTILE,
    smtpStatus: HOSTILE,
    timestamp: HOSTILE,
    claimedAt: HOSTILE,
    sentAt: HOSTILE,
    status: 'FAILED',
  });
  const { app } = consoleUnderTest({ emails: [email] });
  for (const path of ['/', '/orders/ORDER123456', `/orders/${encodeURIComponent(HOSTILE)}`]) {
    const page = await body(app, path);
    expect(page).toContain(ESCAPED);
    expect(page).not.toContain('<b id=pwned');
    expect(page).not.toContain('<script>pwned');
  }
});

test('HTML in any field of a mail stays text, outside its frame', async () => {
  const mail = inboxMail({
    from: HOSTILE,
    to: [HOSTILE, HOSTILE],
    subject: HOSTILE,
    messageId: HOSTILE,
    tags: { [HOSTILE]: HOSTILE, emailId: btoa(`${HOSTILE}#ORDER_CONFIRMATION`) },
    events: [HOSTILE],
    headers: [{ name: HOSTILE, value: HOSTILE }],
    html: HOSTILE,
    text: HOSTILE,
  });
  const { app } = consoleUnderTest({ mails: [mail] });
  const views = ['', '/text', '/headers', '/tags'].map(
    (view) => `/inbox/${encodeURIComponent(HOSTILE)}${view}`,
  );
  for (const path of ['/inbox', ...views]) {
    const page = await body(app, path);
    expect(page).toContain(ESCAPED);
    expect(page).not.toContain('<b id=pwned');
    expect(page).not.toContain('<script>pwned');
  }
});
