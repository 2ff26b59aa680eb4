import { expect, test } from 'vitest';
import { messagesFor } from '#email/messages/catalog.ts';

test.each([undefined, 'en', 'en-US', 'en-Latn-GB', 'de-DE', 'tlh', ''])(
  '%s is written to in English for now',
  (locale) => {
    expect(messagesFor(locale).language).toBe('en');
  },
);

test('one of a thing is not many', () => {
  const { order } = messagesFor('en');
  expect(order.items(1, '1')).toBe('1 item');
  expect(order.items(2, '2')).toBe('2 items');
  expect(order.moreItems(1, '1')).toBe('and 1 more item');
});
