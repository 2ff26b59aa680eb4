import { expect, test } from 'vitest';
import { configurationSetOf, parseSesEvent, tagValue } from '#contract/ses-event.ts';
import { sesEvent } from '#test/support/builders.ts';

test('an event is read with its tags', () => {
  const parsed = parseSesEvent(JSON.stringify(sesEvent('Send')));
  if (parsed.kind !== 'event') throw new Error('No event.');
  expect(tagValue(parsed.event, 'attempt')).toBe('1');
  expect(configurationSetOf(parsed.event)).toBe('email-config-set-test');
});

test.each([
  ['Successfully validated SNS topic for Amazon SES event publishing.', 'notice'],
  ['Successfully validated SNS topic for Amazon SES event publishing.\n', 'notice'],
  ['{"notificationType":"AmazonSnsSubscriptionSucceeded","message":"…"}', 'notice'],
  ['Some other text', 'unreadable'],
  ['null', 'unreadable'],
  ['{"mail":"no object"}', 'unreadable'],
])('%j is: %s', (body, kind) => {
  expect(parseSesEvent(body)).toEqual({ kind });
});

test('fields and subtypes of the future do not matter', () => {
  const body = JSON.stringify({
    ...sesEvent('Bounce', { bounce: { bounceType: 'New', extra: 1 } }),
    novelty: {},
  });
  expect(parseSesEvent(body)).toMatchObject({ kind: 'event' });
});

test('what SES would not say is not taken over, however long it is', () => {
  const parsed = parseSesEvent(
    JSON.stringify({
      ...sesEvent('Bounce', {
        bounce: {
          bounceType: 'customer@example.com',
          bounceSubType: 'x'.repeat(200_000),
          timestamp: '9'.repeat(200_000),
          bouncedRecipients: [{ diagnosticCode: 'y'.repeat(200_000) }],
        },
      }),
      complaint: { complaintSubType: '<b>', complaintFeedbackType: 'not-spam' },
    }).replace('"ses-message-1"', `"${'z'.repeat(200_000)}"`),
  );
  expect(parsed).toMatchObject({
    kind: 'event',
    event: {
      mail: { messageId: undefined },
      bounce: { bounceType: undefined, bounceSubType: undefined },
      complaint: { complaintSubType: undefined, complaintFeedbackType: 'not-spam' },
    },
  });
  expect(JSON.stringify(parsed).length).toBeLessThan(4_000);
});
