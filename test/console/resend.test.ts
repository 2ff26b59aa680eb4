import { expect, test } from 'vitest';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { NOW } from '../support/builders.ts';
import { body, consoleUnderTest, deliveredEmail, KEPT_ORDER, posted } from './console-fixture.ts';

const ID = 'ORDER123456#ORDER_CONFIRMATION';
const FORM = `/resend?email=${encodeURIComponent(ID)}`;
const WISHES = { email: ID, to: 'right@example.com', by: 'anna', reason: 'mistyped' };

const bounced = (overrides: Partial<TrackingItem> = {}) =>
  deliveredEmail({
    status: 'BOUNCED',
    bounceType: 'Permanent',
    smtpStatus: '5.1.1',
    content: KEPT_ORDER,
    ...overrides,
  });

test('the order’s page leads to a form that says why the mail came back', async () => {
  const { app } = consoleUnderTest({ emails: [bounced()] });
  expect(await body(app, '/orders/ORDER123456')).toContain(`href="${FORM}"`);
  const form = await body(app, FORM);
  expect(form).toContain('there is no such address');
  expect(form).toContain('value="customer@example.com"');
  expect(form).toContain('value="anna"');
});

test('a corrected address makes a new email, and asks the sender for it', async () => {
  const { app, world } = consoleUnderTest({ emails: [bounced()] });
  const response = await app.request('/resend', posted(WISHES));
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(`/orders/ORDER123456?await=${encodeURIComponent(`${ID}#2`)}`);
  expect(world.emails[1]).toMatchObject({ customerEmail: 'right@example.com', resentBy: 'anna' });
  expect(world.requested).toEqual([`${ID}#2`]);
});

test('two operators at once: one mail, and the second is told so', async () => {
  const { app, world } = consoleUnderTest({ emails: [bounced()] });
  const responses = await Promise.all([1, 2].map(() => app.request('/resend', posted(WISHES))));
  expect(responses.map(({ status }) => status).sort()).toEqual([303, 409]);
  const refusal = responses.find(({ status }) => status === 409)!;
  expect(await refusal.text()).toContain('Nothing was done twice');
  expect(world.requested).toHaveLength(1);
});

test.each([
  [{ to: 'no address' }, 'to-problem'],
  [{ reason: '' }, 'reason-problem'],
  [{ by: 'x'.repeat(101) }, 'by-problem'],
])('%j comes back with the form, what was entered, and what is allowed', async (wrong, marked) => {
  const { app, world } = consoleUnderTest({ emails: [bounced()] });
  const response = await app.request('/resend', posted({ ...WISHES, to: 'kept@example.com', ...wrong }));
  expect(response.status).toBe(400);
  const page = await response.text();
  expect(page).toContain(`id="${marked}"`);
  expect(page).toContain('Allowed: ');
  if (!('to' in wrong)) expect(page).toContain('kept@example.com');
  expect(world.requested).toEqual([]);
});

test.each<[string, Partial<TrackingItem>, string]>([
  ['unsettled', { sendState: 'CLAIMED', status: 'PENDING' }, 'may become a mail yet'],
  ['held', { sendState: 'HELD', status: 'HELD' }, 'waits among the dead letters'],
  ['a moment ago', { requestedAt: new Date(NOW - 1000).toISOString() }, 'asked for a moment ago'],
])('an email that is %s is not sent again, in words', async (_, state, words) => {
  const { app } = consoleUnderTest({ emails: [bounced(state)] });
  const response = await app.request('/resend', posted(WISHES));
  expect(response.status).toBe(409);
  expect(await response.text()).toContain(words);
});

test('a held email is sent again where the box is ticked', async () => {
  const { app, world } = consoleUnderTest({ emails: [bounced({ sendState: 'HELD', status: 'HELD' })] });
  expect(await body(app, FORM)).toContain('name="despite-held"');
  await app.request('/resend', posted({ ...WISHES, 'despite-held': 'yes' }));
  expect(world.requested).toEqual([`${ID}#2`]);
});

test('an erased email cannot be made again', async () => {
  const { content: _, ...erased } = bounced({ erasedAt: '2026-11-24T12:30:00.000Z' });
  const response = await consoleUnderTest({ emails: [erased] }).app.request('/resend', posted(WISHES));
  expect(await response.text()).toContain('has been erased');
});

test.each(['', 'nothing', `${ID}#9`, 'ORDER\'1"<b>#ORDER_CONFIRMATION'])(
  'the unknown email %j has no form',
  async (id) => {
    const { app } = consoleUnderTest({ emails: [bounced()] });
    const response = await app.request(`/resend?email=${encodeURIComponent(id)}`);
    expect(response.status).toBe(404);
  },
);

test('a console that only reads offers no resend, and does none', async () => {
  const { app, world } = consoleUnderTest({ emails: [bounced()] }, { changes: undefined });
  const page = await body(app, '/orders/ORDER123456');
  expect(page).not.toContain('/resend');
  expect(page).not.toContain('/erase');
  const response = await app.request('/resend', posted(WISHES));
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('--allow-changes');
  expect(world.requested).toEqual([]);
});

test('the order’s page renews itself until the resend is settled, and until it knows of it', async () => {
  const { app, world } = consoleUnderTest({ emails: [bounced()] });
  const isLive = async (path: string) => (await body(app, path)).includes('data-live');
  expect(await isLive('/orders/ORDER123456')).toBe(false);
  const awaiting = `/orders/ORDER123456?await=${encodeURIComponent(`${ID}#2`)}`;
  expect(await isLive(awaiting)).toBe(true);
  await app.request('/resend', posted(WISHES));
  expect(await isLive('/orders/ORDER123456')).toBe(true);
  world.emails = [bounced(), deliveredEmail({ emailId: `${ID}#2` })];
  expect(await isLive(awaiting)).toBe(false);
});
