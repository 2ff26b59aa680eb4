import { expect, test } from 'vitest';
import { parseSesEvent, type SesEvent } from '#contract/ses-event.ts';
import { factOf, timeOf } from '#domain/feedback.ts';
import { sesEvent } from '#test/support/builders.ts';
import { type SesEventKind, sesEventBody } from '#test/support/ses-events.ts';

const event = (type: string, detail: Record<string, unknown> = {}): SesEvent => {
  const parsed = parseSesEvent(JSON.stringify(sesEvent(type, detail)));
  if (parsed.kind !== 'event') throw new Error(`The builder made no event but: ${parsed.kind}`);
  return parsed.event;
};

const bounce = (
  bounceType: string,
  bounceSubType: string,
  recipient: object = { action: 'failed', status: '5.1.1' },
) => event('Bounce', { bounce: { bounceType, bounceSubType, bouncedRecipients: [recipient] } });

const complaint = (detail: object) => event('Complaint', { complaint: detail });

test.each([
  ['Send', event('Send'), 'SENT', 'sentAt'],
  ['DeliveryDelay', event('DeliveryDelay'), 'DELAYED', 'delayedAt'],
  ['Delivery', event('Delivery'), 'DELIVERED', 'deliveredAt'],
  ['Open proves delivery', event('Open'), 'DELIVERED', 'deliveredAt'],
  ['Click proves delivery', event('Click'), 'DELIVERED', 'deliveredAt'],
  ['Reject', event('Reject'), 'REJECTED', 'rejectedAt'],
  ['Rendering Failure', event('Rendering Failure'), 'FAILED', 'failedAt'],
  ['hard bounce', bounce('Permanent', 'General'), 'BOUNCED', 'bouncedAt'],
  ['soft bounce', bounce('Transient', 'General'), 'BOUNCED', 'bouncedAt'],
  [
    'soft bounce without a report, not an auto-reply',
    bounce('Transient', 'MailboxFull', {}),
    'BOUNCED',
    'bouncedAt',
  ],
  ['undetermined bounce', bounce('Undetermined', 'Undetermined'), 'BOUNCED', 'bouncedAt'],
  ['account suppression', bounce('Permanent', 'OnAccountSuppressionList'), 'SUPPRESSED', 'bouncedAt'],
  ['global suppression', bounce('Permanent', 'Suppressed'), 'SUPPRESSED', 'bouncedAt'],
  [
    'complaint',
    complaint({ complaintFeedbackType: 'abuse', complaintSubType: null }),
    'COMPLAINED',
    'complainedAt',
  ],
  [
    'complaint of old: SES withheld the mail',
    complaint({ complaintSubType: 'OnAccountSuppressionList' }),
    'SUPPRESSED',
    'bouncedAt',
  ],
])('%s', (_, given, status, time) => {
  expect(factOf(given)).toMatchObject({ reached: { status }, time });
});

test('an automatic reply is noted and changes no status: the mail was delivered', () => {
  expect(factOf(bounce('Transient', 'General', {}))).toEqual({ time: 'autoRepliedAt' });
});

test('"not spam" is no complaint', () => {
  expect(factOf(complaint({ complaintFeedbackType: 'not-spam' }))).toEqual({});
});

test('a bounce keeps its kind and the SMTP status, and no address', () => {
  const diagnosticCode = 'smtp; 550 5.1.1 <secret@example.com>: user\nunknown, see mailto:secret@example.com';
  const recipient = { emailAddress: 'secret@example.com', action: 'failed', status: '5.1.1', diagnosticCode };
  const fact = factOf(bounce('Permanent', 'NoEmail', recipient));
  expect(fact).toMatchObject({ bounceType: 'Permanent', bounceSubType: 'NoEmail', smtpStatus: '5.1.1' });
  expect(fact?.diagnostic).toBe('smtp; 550 5.1.1 <(address)>: user unknown, see mailto:(address)');
  expect(JSON.stringify(fact)).not.toContain('secret');
});

test('an event type of the future is no fact', () => {
  expect(factOf(event('Subscription'))).toBeUndefined();
});

/** A mail accepted at noon; the builder's events happen a minute later. */
const at = (kind: SesEventKind) => {
  const body = sesEventBody(kind, '2026-11-24T12:01:00.000Z', { emailId: 'ORDER123456#ORDER_CONFIRMATION' });
  const parsed = parseSesEvent(body);
  return parsed.kind === 'event' ? timeOf(parsed.event)?.toISOString() : undefined;
};

test.each([
  'delivery',
  'deliveryDelay',
  'hardBounce',
  'autoReply',
  'complaint',
  'suppressedComplaint',
  'open',
  'click',
] as const)('%s says when it happened', (kind) => {
  expect(at(kind)).toBe('2026-11-24T12:01:00.000Z');
});

test.each(['send', 'reject', 'renderingFailure'] as const)('%s happened as SES took the mail', (kind) => {
  expect(at(kind)).toBe('2026-11-24T12:00:01.000Z');
});

test('a time that cannot be read is no time', () => {
  expect(timeOf(event('Delivery', { delivery: { timestamp: 'Wed Oct 1 2025' } }))?.getUTCFullYear()).toBe(
    2025,
  );
  expect(timeOf(event('Delivery', { delivery: { timestamp: 'yesterday' } }))).toBeUndefined();
  expect(timeOf(event('Open', { open: {} }))).toBeUndefined();
  expect(timeOf(event('Send', { mail: {} }))).toBeUndefined();
  expect(timeOf(event('Send', { mail: { timestamp: 'now' } }))).toBeUndefined();
});

const jane = { action: 'failed', status: '5.1.1', emailAddress: '"Jane Roe" <Jane.Roe@example.com>' };

test.each([
  ['550 <jane.roe@example.com>: unknown', '550 <(address)>: unknown'],
  ['550 Unknown user jane.roe', '550 Unknown user (address)'],
  ['550 JANE.ROE, no such mailbox', '550 (address), no such mailbox'],
  [
    '550 see https://help.example/?p=Jane.Roe%40example.com&x=1',
    '550 see https://help.example/?(address)&x=1',
  ],
  ['550 prvs=1=jane.roe=example.com@bounce.example', '550 (address)'],
  ['550 Jane Roe has left', '550 (address) has left'],
  ['550 5.1.1 No such user', '550 5.1.1 No such user'],
])('what a mail server says is kept without who the customer is: %s', (diagnosticCode, diagnostic) => {
  expect(factOf(bounce('Permanent', 'General', { ...jane, diagnosticCode }))).toMatchObject({ diagnostic });
});

test('the customer is also known by whom the mail was to, and a short name takes no part of a word away', () => {
  const hi = event('Bounce', {
    bounce: {
      bounceType: 'Permanent',
      bouncedRecipients: [{ diagnosticCode: '550 this hi is not here' }],
    },
  });
  const to = { ...hi, mail: { ...hi.mail, destination: ['hi@example.com'] } };
  expect(factOf(to)).toMatchObject({ diagnostic: '550 this (address) is not here' });
});

test('an SMTP status is a status, whatever a mail server wrote behind it', () => {
  const status = (text: string) => factOf(bounce('Permanent', 'General', { action: 'failed', status: text }));
  expect(status('5.1.1 (jane.roe@example.com)')).toMatchObject({ smtpStatus: '5.1.1' });
  expect(status('jane.roe')).not.toHaveProperty('smtpStatus');
});
