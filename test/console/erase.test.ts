import { expect, test } from 'vitest';
import { body, consoleUnderTest, deliveredEmail, KEPT_ORDER, posted } from './console-fixture.ts';

const OPERATOR = { by: 'anna', why: 'the customer asked' };

test('the erasure asks first, and is written down before it is done', async () => {
  const { app, world } = consoleUnderTest({ emails: [deliveredEmail({ content: KEPT_ORDER })] });
  expect(await body(app, '/erase?order=ORDER123456')).toContain('It cannot be undone');
  const page = await body(app, '/erase', posted({ order: 'ORDER123456', ...OPERATOR }));
  expect(page).toContain('Erased the personal data of 1 email.');
  expect(world.emails[0]).not.toHaveProperty('customerEmail');
  expect(world.audited).toEqual([{ action: 'erase', ...OPERATOR, target: { orderId: 'ORDER123456' } }]);
});

test('what can be no order’s id is not written down either', async () => {
  const { app, world } = consoleUnderTest({ emails: [deliveredEmail()] });
  const response = await app.request('/erase', posted({ order: 'x'.repeat(129), ...OPERATOR }));
  expect(response.status).toBe(404);
  expect(world.audited).toEqual([]);
});

test('nothing is erased that cannot be written down', async () => {
  const { world } = consoleUnderTest({ emails: [deliveredEmail()] });
  const { changes } = consoleUnderTest().deps;
  const audit = { record: () => Promise.reject(Object.assign(new Error(), { name: 'AccessDenied' })) };
  const { app } = consoleUnderTest(world, { changes: { ...changes!, audit } });
  const response = await app.request('/erase', posted({ order: 'ORDER123456', ...OPERATOR }));
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('the audit trail did not answer');
  expect(world.emails[0]).toHaveProperty('customerEmail');
});

test.each([{ by: '' }, { why: '' }, { why: 'x'.repeat(201) }])('%j is asked for again', async (wrong) => {
  const { app, world } = consoleUnderTest({ emails: [deliveredEmail()] });
  const response = await app.request('/erase', posted({ order: 'ORDER123456', ...OPERATOR, ...wrong }));
  expect(response.status).toBe(400);
  expect(world.emails[0]).toHaveProperty('customerEmail');
});

test.each(['NOPE', '', 'ä', '../x'])('of %j there is nothing to erase', async (order) => {
  const { app } = consoleUnderTest({ emails: [deliveredEmail()] });
  expect((await app.request(`/erase?order=${encodeURIComponent(order)}`)).status).toBe(404);
  expect((await app.request('/erase', posted({ order, ...OPERATOR }))).status).toBe(404);
});
