import { expect, test } from 'vitest';
import { body, consoleUnderTest, deadLetter, posted } from './console-fixture.ts';

const BODY = '/dead-letters/letter?queue=orders&id=message-1';
const OPERATOR = { by: 'anna', why: 'a test order' };

test('the page says of each dead letter why it is here, since when, and which order it is about', async () => {
  const page = await body(consoleUnderTest({ letters: { orders: [deadLetter()] } }).app, '/dead-letters');
  for (const words of [
    'INVALID_FIELD',
    'cannot be so',
    '<dd>orderTotal</dd>',
    'an amount such as 59.98',
    '10 min ago',
    'href="/orders/ORDER123456"',
  ])
    expect(page).toContain(words);
});

test('nothing personal is shown until somebody asks for the body', async () => {
  const { app } = consoleUnderTest({ letters: { orders: [deadLetter()] } });
  for (const personal of ['customer@example.com', 'John Doe']) {
    expect(await body(app, '/dead-letters')).not.toContain(personal);
    expect(await body(app, BODY)).toContain(personal);
  }
});

test.each([
  ['a person’s', { reason: 'ATTEMPTS_USED_UP', emailId: 'A#ORDER_SHIPPED:S-1' }, 'href="/orders/A"'],
  ['given up', {}, 'Its function failed with it'],
  ['of an odd reason', { reason: 'constructor', toString: 'odd' }, 'not settled (constructor)'],
  ['undelivered', { ErrorMessage: 'AccessDenied' }, 'SNS could not deliver it'],
])('a letter that is %s is put in words', async (_, attributes, words) => {
  const letters = { 'orders-undelivered': [deadLetter({ attributes })] };
  expect(await body(consoleUnderTest({ letters }).app, '/dead-letters')).toContain(words);
});

test('without dead letters the page says so', async () => {
  expect(await body(consoleUnderTest().app, '/dead-letters')).toContain('No message needs a person.');
});

test('one is redriven, or all, and it is written down', async () => {
  const letters = { orders: ['a', 'b', 'c'].map((id) => deadLetter({ id })) };
  const { app, world } = consoleUnderTest({ letters });
  expect(await body(app, '/dead-letters/redrive', posted({ queue: 'orders', id: 'b' }))).toContain(
    'Moved one message back',
  );
  expect(world.redriven).toEqual(['b']);
  expect(await body(app, '/dead-letters/redrive', posted({ queue: 'orders', all: 'yes' }))).toContain(
    'Moved 2 messages',
  );
  expect(world.redriven).toEqual(['b', 'a', 'c']);
  expect(world.audited).toMatchObject([
    { action: 'redrive', by: 'anna', target: { queue: 'orders', ids: ['b'] } },
    { action: 'redrive', target: { ids: 'all' } },
  ]);
});

test('one that somebody else has dealt with is not redriven twice, in words', async () => {
  const response = await consoleUnderTest().app.request(
    '/dead-letters/redrive',
    posted({ queue: 'orders', id: 'message-1' }),
  );
  expect(response.status).toBe(409);
  expect(await response.text()).toContain('Somebody else has dealt with it');
});

test('where SQS stops moving them, its reason is told, and that the rest waits', async () => {
  const { deps } = consoleUnderTest();
  const look = async () => ({ moved: 2, running: false, failure: 'CouldNotDetermineMessageSource' });
  const letters = { ...deps.letters!, startMove: async () => ({ look }) };
  const response = await consoleUnderTest({}, { letters }).app.request(
    '/dead-letters/redrive',
    posted({ queue: 'orders', all: 'yes' }),
  );
  expect(response.status).toBe(502);
  expect(await response.text()).toContain('(CouldNotDetermineMessageSource), after 2 messages');
});

test('a discard asks first, and is written down with its reason', async () => {
  const { app, world } = consoleUnderTest({ letters: { orders: [deadLetter(), deadLetter({ id: 'b' })] } });
  expect(await body(app, '/dead-letters/discard?queue=orders&id=b')).toContain('It cannot be undone');
  const fields = { queue: 'orders', id: 'b' };
  expect((await app.request('/dead-letters/discard', posted(fields))).status).toBe(400);
  expect(world.letters.orders).toHaveLength(2);
  expect(await body(app, '/dead-letters/discard', posted({ ...fields, ...OPERATOR }))).toContain(
    'Deleted one message',
  );
  expect(world.letters.orders).toMatchObject([{ id: 'message-1' }]);
  expect(world.audited).toMatchObject([{ action: 'discard', ...OPERATOR }]);
});

test.each(['', 'nothing', '../orders', '<b>', 'constructor'])('%j is no queue, in words', async (queue) => {
  const { app } = consoleUnderTest();
  const encoded = encodeURIComponent(queue);
  for (const path of ['letter', 'discard'])
    expect((await app.request(`/dead-letters/${path}?queue=${encoded}&id=x`)).status).toBe(404);
  for (const path of ['redrive', 'discard'])
    expect((await app.request(`/dead-letters/${path}`, posted({ queue, ...OPERATOR }))).status).toBe(404);
});

test('HTML in any part of a letter stays text', async () => {
  const hostile = '"><script>pwned()</script>';
  const letter = deadLetter({
    id: hostile,
    body: hostile,
    attributes: { reason: hostile, [hostile]: hostile },
  });
  const { app } = consoleUnderTest({ letters: { orders: [letter] } });
  const id = encodeURIComponent(hostile);
  for (const path of [
    '/dead-letters',
    `/dead-letters/letter?queue=orders&id=${id}`,
    `/dead-letters/discard?queue=orders&id=${id}`,
  ]) {
    const page = await body(app, path);
    expect(page).toContain('&lt;script&gt;pwned');
    expect(page).not.toContain('<script>pwned');
  }
});

test('a console that only reads shows them, and offers no more', async () => {
  const { app, world } = consoleUnderTest({ letters: { orders: [deadLetter()] } }, { changes: undefined });
  const page = await body(app, '/dead-letters');
  expect(page).toContain('INVALID_FIELD');
  expect(page).not.toContain('Redrive<');
  expect((await app.request('/dead-letters/redrive', posted({ queue: 'orders' }))).status).toBe(403);
  expect(world.redriven).toEqual([]);
});

test('a form that lost its id does not mean every message', async () => {
  const { app, world } = consoleUnderTest({ letters: { orders: [deadLetter()] } });
  for (const action of ['redrive', 'discard']) {
    const response = await app.request(`/dead-letters/${action}`, posted({ queue: 'orders', ...OPERATOR }));
    expect(response.status).toBe(409);
  }
  expect(world.letters.orders).toHaveLength(1);
  expect(await body(app, '/dead-letters/discard?queue=orders&id=')).toContain('all dead letters of Orders');
});
