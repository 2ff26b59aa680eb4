import { expect, test } from 'vitest';
import { explainBounce } from '#app/explain-bounce.ts';
import { trackingItem } from '../support/builders.ts';

test.each([
  [
    'the status code',
    { bounceType: 'Permanent', bounceSubType: 'General', smtpStatus: '5.1.1' },
    'no such address',
  ],
  ['a domain that is none', { bounceType: 'Permanent', smtpStatus: '5.1.2' }, 'after the @'],
  ['the code before the sub-type', { bounceSubType: 'General', smtpStatus: '5.2.2' }, 'mailbox is full'],
  [
    'the sub-type without a code',
    { bounceType: 'Transient', bounceSubType: 'MailboxFull' },
    'mailbox is full',
  ],
  ['a code that says nothing new', { bounceSubType: 'MessageTooLarge', smtpStatus: '5.0.0' }, 'of this size'],
  ['for good, without more', { bounceType: 'Permanent', bounceSubType: 'General' }, 'most likely'],
  ['for now, without more', { bounceType: 'Transient', bounceSubType: 'General' }, 'for a while'],
  ['nothing at all', {}, 'for a while'],
])('%s decides what a bounce means', (_, facts, words) => {
  const { meaning, nextStep } = explainBounce(trackingItem(facts));
  expect(meaning).toContain(words);
  expect(nextStep).not.toBe('');
});

test.each(['constructor', '__proto__', 'toString'])('a code such as %s is none', (smtpStatus) => {
  expect(explainBounce(trackingItem({ smtpStatus })).meaning).toContain('for a while');
});
