import { expect, test } from 'vitest';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { tagOf } from '#domain/email-id.ts';
import { trackingItem } from '#test/support/builders.ts';
import { type Evidence, judge } from '../../soak/hour-proof.ts';
import type { Publication, Traffic } from '../../soak/hour-traffic.ts';

const order: Publication = { id: 'HOUR-1', kind: 'order', body: '{}' };
const poison: Publication = { id: 'POISON-1.', kind: 'poison', body: 'POISON-1.' };
const traffic: Traffic = {
  publications: [order, poison],
  expected: new Map([['HOUR-1', 'DELIVERED']]),
  poison: new Map([['POISON-1.', 'NOT_JSON']]),
};

const EMAIL = 'HOUR-1#ORDER_CONFIRMATION';
const email = (overrides: Partial<TrackingItem> = {}) =>
  trackingItem({
    emailId: EMAIL,
    orderId: 'HOUR-1',
    sendState: 'ACCEPTED',
    status: 'DELIVERED',
    ...overrides,
  });
const mail = (seq = 1) => ({ seq, tags: { emailId: tagOf(EMAIL) } });
const letter = (reason: string, Body = 'POISON-1.') => ({
  Body,
  MessageAttributes: { reason: { DataType: 'String', StringValue: reason } },
});

/** What a good run leaves behind, with something else in its place. */
const judged = (overrides: Partial<Evidence> = {}, acknowledged = [order, poison]) =>
  judge(traffic, new Set(acknowledged), {
    items: [email()],
    mails: [mail()],
    deadLetters: [letter('NOT_JSON')],
    elsewhere: { feedback: 0 },
    ...overrides,
  });

test('one email, one mail and the poison among the dead letters hold', () => {
  expect(judged()).toMatchObject({ holds: true, lost: [], explainedDuplicates: [] });
});

test.each<[string, Partial<Evidence>, string]>([
  ['no email', { items: [] }, 'HOUR-1: 0 emails in the table'],
  ['no mail', { mails: [] }, 'HOUR-1: no mail; its email is DELIVERED, ACCEPTED, reason -'],
  ['no final state', { items: [email({ sendState: 'CLAIMED' })] }, 'HOUR-1: its email is CLAIMED, reason -'],
  [
    'another status',
    { items: [email({ status: 'SENT' })] },
    'HOUR-1: its email is SENT instead of DELIVERED',
  ],
])('an order with %s is lost, by name', (_, evidence, lost) => {
  expect(judged(evidence)).toMatchObject({ holds: false, lost: [lost] });
});

test('what was never acknowledged is not missed', () => {
  expect(judged({ items: [], mails: [], deadLetters: [] }, [])).toMatchObject({ holds: true });
});

test('a second mail is a fault unless the item says that an attempt was in doubt', () => {
  const mails = [mail(1), mail(2)];
  expect(judged({ mails })).toMatchObject({ holds: false, duplicates: ['HOUR-1'] });
  const items = [email({ possibleDuplicate: true, doubtedAttempts: 1 })];
  expect(judged({ mails, items })).toMatchObject({ holds: true, explainedDuplicates: ['HOUR-1'] });
  expect(judged({ mails: [...mails, mail(3)], items })).toMatchObject({ duplicates: ['HOUR-1'] });
});

test('poison that is not there, or lies under another reason, is lost', () => {
  expect(judged({ deadLetters: [] })).toMatchObject({ holds: false, lostPoison: ['POISON-1.'] });
  expect(judged({ deadLetters: [letter('MISSING_FIELD')] })).toMatchObject({ lostPoison: ['POISON-1.'] });
  // Put there twice by a sender that was killed in between: nothing is missing.
  expect(judged({ deadLetters: [letter('NOT_JSON'), letter('NOT_JSON')] })).toMatchObject({ holds: true });
});

test('a dead letter of an order, a message elsewhere and a mail of nobody’s order are not explained', () => {
  const deadLetters = [letter('NOT_JSON'), letter('RECEIVES_USED_UP', '{}')];
  const stray = { seq: 2, tags: { emailId: tagOf('OTHER#ORDER_CONFIRMATION') } };
  expect(judged({ deadLetters, elsewhere: { feedback: 2 }, mails: [mail(), stray] })).toMatchObject({
    holds: false,
    unexplained: [
      'a dead letter of no id, reason RECEIVES_USED_UP',
      'feedback: 2',
      `a mail ${stray.tags.emailId}`,
    ],
  });
});
