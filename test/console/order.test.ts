import { expect, test } from 'vitest';
import { trackingItem } from '../support/builders.ts';
import { body, consoleUnderTest, deliveredEmail } from './console-fixture.ts';

test('an order shows its email with status, attempts, timeline and the way to its mail', async () => {
  const email = deliveredEmail({ attempt: 2, timestamp: '2026-11-24T11:58:40.000Z' });
  const page = await body(consoleUnderTest({ emails: [email] }).app, '/orders/ORDER123456');
  expect(page).toContain('<title>DELIVERED · ORDER123456 · Ordermail</title>');
  expect(page).toContain('The recipient’s mail server has taken it.');
  expect(page).toContain('<dt>Attempts</dt><dd>2</dd>');
  expect(page).toContain('href="/inbox/0100-message-1"');
  expect(timelineOf(page)).toEqual([
    'First known',
    'Taken up for sending, attempt 2 +1 min 20 s',
    'Accepted by Amazon SES +1 min 20 s',
    'Delivered to the recipient’s mail server +1 min 21 s',
  ]);
});

test('of several emails the title names each status once, and what is read out names each email', async () => {
  const emails = [
    deliveredEmail(),
    deliveredEmail({ emailId: 'ORDER123456#ORDER_SHIPPED:S-1', emailType: 'ORDER_SHIPPED' }),
    trackingItem({ emailId: 'ORDER123456#ORDER_CONFIRMATION#2', status: 'BOUNCED' }),
  ];
  const page = await body(consoleUnderTest({ emails }).app, '/orders/ORDER123456');
  expect(page).toContain('<title>DELIVERED · BOUNCED · ORDER123456 · Ordermail</title>');
  const [, readOut = ''] = /role="status">(Order[^<]*)</.exec(page) ?? [];
  expect(readOut).toContain('Shipping notice S-1, DELIVERED: ');
  expect(readOut).toContain('Order confirmation, sending 2, BOUNCED: ');
});

const timelineOf = (page: string) =>
  [
    ...page.matchAll(
      /<span class="what">(.*?)<\/span>.*?(?:<span class="after">(.*?)<\/span>)?<\/span><\/li>/g,
    ),
  ].map(([, what, after]) => [what, after].filter(Boolean).join(' '));

test('the timeline follows the clock, not the usual order', async () => {
  const email = deliveredEmail({
    autoRepliedAt: '2026-11-24T12:00:00.900Z',
    delayedAt: '2026-11-24T12:00:00.100Z',
  });
  const page = await body(consoleUnderTest({ emails: [email] }).app, '/orders/ORDER123456');
  expect(timelineOf(page).map((entry) => /\+(.*) s$/.exec(entry)?.[1])).toEqual([
    undefined,
    '0.10',
    '0.25',
    '0.90',
    '1.00',
  ]);
});

test('a bounce after a delivery is explained and comes last', async () => {
  const email = deliveredEmail({
    status: 'BOUNCED',
    bouncedAt: '2026-11-26T14:00:00.000Z',
    bounceType: 'Permanent',
    bounceSubType: 'General',
    smtpStatus: '5.1.1',
  });
  const page = await body(consoleUnderTest({ emails: [email] }).app, '/orders/ORDER123456');
  expect(page).toContain('Ask the customer for another address.');
  expect(page).toContain('<dd>Permanent, General</dd>');
  expect(page).toContain('<dd>5.1.1</dd>');
  expect(timelineOf(page).at(-1)).toBe('Bounced: sent back by a mail server +2 d 2 h');
});

test.each([
  ['PENDING', { sendState: 'CLAIMED' }, 'It is being sent.'],
  [
    'PENDING',
    { sendState: 'RETRY', reason: 'Throttled', notBefore: 0 },
    'The next attempt is at 1970-01-01 00:00:00 UTC',
  ],
  ['SENT', {}, 'is delivering it'],
  ['DELAYED', {}, 'keeps trying for 4 hours'],
  ['SUPPRESSED', {}, 'on a suppression list'],
  ['REJECTED', {}, 'took its content for malicious'],
  ['FAILED', { reason: 'MessageRejected' }, 'refused it for good (MessageRejected)'],
  ['COMPLAINED', {}, 'marked it as spam'],
  ['HELD', { reason: 'ATTEMPTS_USED_UP' }, 'a person has to decide (ATTEMPTS_USED_UP)'],
] as const)('%s %j is put in words', async (status, details, words) => {
  const { app } = consoleUnderTest({ emails: [trackingItem({ status, ...details })] });
  expect(await body(app, '/orders/ORDER123456')).toContain(words);
});

test('an email that only feedback knows has a page too', async () => {
  const { emailId, orderId, timestamp, emailType, statusRank, ttl } = trackingItem();
  const orphan = { emailId, orderId, timestamp, emailType, statusRank, ttl, status: 'PENDING' as const };
  const { app } = consoleUnderTest({ emails: [orphan] });
  expect(await body(app, '/orders/ORDER123456')).toContain('its sender has no record of it yet');
});

test('the page renews itself until the status is settled', async () => {
  const { app, world } = consoleUnderTest();
  const isLive = async () => (await body(app, '/orders/ORDER123456')).includes('id="emails" data-live');
  expect(await isLive()).toBe(true);
  world.emails = [trackingItem({ status: 'SENT' })];
  expect(await isLive()).toBe(true);
  world.emails = [deliveredEmail()];
  expect(await isLive()).toBe(false);
});

test('a resend is told apart from the first sending', async () => {
  const resend = deliveredEmail({ emailId: 'ORDER123456#ORDER_CONFIRMATION#2' });
  const page = await body(
    consoleUnderTest({ emails: [deliveredEmail(), resend] }).app,
    '/orders/ORDER123456',
  );
  expect(page).toContain('<h2>Order confirmation</h2>');
  expect(page).toContain('<h2>Order confirmation, sending 2</h2>');
});

test('an unknown order says what may be the matter', async () => {
  const page = await body(consoleUnderTest().app, '/orders/NOPE');
  expect(page).toContain('No email of this order yet');
});

test('an id that no order can have is not asked for', async () => {
  const emailsOfOrder = () => Promise.reject(new Error('asked'));
  const { app } = consoleUnderTest({}, { emails: { emailsOfOrder } });
  for (const id of ['ä', 'x'.repeat(129), ' ']) {
    const page = await body(app, `/orders/${encodeURIComponent(id)}`);
    expect(page).toContain('1 to 128 printable ASCII characters');
    expect(page).not.toContain('data-live');
  }
});

test('without an inbox an email has no link to its mail', async () => {
  const { app } = consoleUnderTest({ emails: [deliveredEmail()] }, { inbox: undefined });
  expect(await body(app, '/orders/ORDER123456')).not.toContain('/inbox');
});

test('of several shipments each has its own name', async () => {
  const emails = ['S-1', 'S-2', 'S-2#2'].map((part) =>
    deliveredEmail({ emailId: `ORDER123456#ORDER_SHIPPED:${part}`, emailType: 'ORDER_SHIPPED' }),
  );
  const page = await body(consoleUnderTest({ emails }).app, '/orders/ORDER123456');
  for (const name of ['Shipping notice S-1', 'Shipping notice S-2', 'Shipping notice S-2, sending 2'])
    expect(page).toContain(`<h2>${name}</h2>`);
});
