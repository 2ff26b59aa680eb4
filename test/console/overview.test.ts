import { expect, test } from 'vitest';
import { body, consoleUnderTest, deliveredEmail, PUBLISH_COMMAND } from './console-fixture.ts';

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
