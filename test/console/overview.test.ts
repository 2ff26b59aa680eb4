import { expect, test } from 'vitest';
import { METRICS } from '#contract/metrics.ts';
import {
  alarmState,
  body,
  consoleUnderTest,
  deadLetter,
  deliveredEmail,
  PUBLISH_COMMAND,
} from './console-fixture.ts';

test('the overview lists the newest emails and counts them by status', async () => {
  const emails = [
    deliveredEmail({ orderId: 'A-1' }),
    deliveredEmail({ orderId: 'A-2' }),
    deliveredEmail({ orderId: 'A-3', status: 'BOUNCED' }),
  ];
  const page = await body(consoleUnderTest({ emails }).app, '/');
  expect(page).toContain('<a href="/orders/A-1">A-1</a>');
  expect(page).toMatch(/<\/span> 2 DELIVERED/);
  expect(page).toMatch(/<\/span> 1 BOUNCED/);
  expect(page).toContain('<time datetime="2026-11-24T12:00:00.000Z">');
  expect(page).not.toContain('newer ones may be missing');
});

test('a table that was read in part says so', async () => {
  const { app } = consoleUnderTest({ emails: [deliveredEmail()], complete: false });
  expect(await body(app, '/')).toContain('newer ones may be missing');
});

test('without emails the overview says how to publish one', async () => {
  const page = await body(consoleUnderTest().app, '/');
  expect(page).toContain('No emails yet');
  expect(page).toContain(PUBLISH_COMMAND.replaceAll(/['"<>]/g, (character) => ENTITIES[character]!));
});

const ENTITIES: Record<string, string> = { "'": '&#39;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

test('a table that cannot be listed leaves the search', async () => {
  const page = await body(consoleUnderTest({}, { recent: undefined }).app, '/');
  expect(page).toContain('Find an order');
  expect(page).toContain('role="search"');
});

test('the button publishes one sample order and shows its page', async () => {
  const { app, world } = consoleUnderTest();
  expect(await body(app, '/')).toContain('Publish a sample order');
  const origin = 'http://localhost';
  const response = await app.request('/orders/sample', { method: 'POST', headers: { origin } });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/orders/SAMPLE-7F3AC0DE']);
  expect(world.published).toMatchObject([
    {
      orderId: 'SAMPLE-7F3AC0DE',
      customerEmail: 'customer@example.com',
      orderTimestamp: '2026-11-24T12:00:00.000Z',
    },
  ]);
});

test('a console that must not publish has neither the button nor its address', async () => {
  const { app } = consoleUnderTest({}, { samples: undefined });
  expect(await body(app, '/')).not.toContain('Publish a sample order');
  const post = await app.request('/orders/sample', {
    method: 'POST',
    headers: { origin: 'http://localhost' },
  });
  expect(post.status).toBe(404);
});

test('today’s numbers come with their shares of the mails sent', async () => {
  const counts = { [METRICS.sent]: 1200, [METRICS.delivered]: 1176, [METRICS.bounced]: 24 };
  const page = await body(consoleUnderTest({ counts }).app, '/');
  expect(page).toContain('<dt>Sent</dt><dd>1,200</dd>');
  expect(page).toMatch(/<dt>Delivered<\/dt><dd>1,176 <span class="minor">98.0 %/);
  expect(page).toMatch(/<dt>Bounced<\/dt><dd>24 <span class="minor">2.0 %/);
  expect(page).toMatch(/<dt>Complaints<\/dt><dd>0 <span class="minor">0.00 %/);
  expect(page).toContain('aria-label="Sent: 1,200 in all, at most 1,200 at 12:00 UTC"');
  expect(page).toContain('<title>12:00 UTC: 24</title>');
});

test('nothing sent is no division by zero', async () => {
  const page = await body(consoleUnderTest().app, '/');
  expect(page).toContain('aria-label="Sent: none"');
  expect(page).not.toContain('NaN');
});

test('what is wrong comes first: alarms that are on, and dead letters', async () => {
  const alarms = [alarmState(), alarmState({ name: 'email-quiet-test', state: 'OK' })];
  const { app } = consoleUnderTest({ alarms, letters: { feedback: [deadLetter()] } });
  const page = await body(app, '/');
  expect(page).toContain('<a href="/alarms#email-dead-letters-test">');
  expect(page).not.toContain('email-quiet-test');
  expect(page).toContain('One dead letter needs a person.');
  expect(page.indexOf('alarms-on')).toBeLessThan(page.indexOf('id="today"'));
});

test('what does not answer leaves the rest of the page standing', async () => {
  const denied = () => Promise.reject(Object.assign(new Error(), { name: 'AccessDenied' }));
  const { deps } = consoleUnderTest();
  const { app } = consoleUnderTest(
    { emails: [deliveredEmail()] },
    { alarms: { read: denied }, hourly: { hours: denied }, letters: { ...deps.letters!, depth: denied } },
  );
  const page = await body(app, '/');
  expect(page.match(/could not be asked for \(AccessDenied\)/g)).toHaveLength(3);
  expect(page).toContain('ORDER123456');
});
