import { describe, expect, test } from 'vitest';
import { type CountedKey, MESSAGE_KEYS, type MessageKey, type Plural } from '#contract/message-keys.ts';
import { languageFor, languages } from '#email/messages/catalog.ts';
import type { Language } from '#email/messages/messages.ts';
import { wordsOf } from '#email/messages/words.ts';
import { unmarked } from '#email/phrase.ts';

const keys = Object.keys(MESSAGE_KEYS) as MessageKey[];

const formsOf = ({ messages }: Language, key: MessageKey): readonly string[] => {
  const message: string | Plural = messages[key];
  return typeof message === 'string' ? [message] : Object.values(message);
};

const placeholdersIn = (template: string) => [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!);

describe.each(languages.map((language) => [language.tag, language] as const))('%s', (tag, language) => {
  test('says every message, and no other', () => {
    expect(Object.keys(language.messages).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      for (const form of formsOf(language, key)) expect(form.trim(), key).toBe(form);
      expect(
        formsOf(language, key).every((form) => form !== ''),
        key,
      ).toBe(true);
    }
  });

  test('has each placeholder once and no other; only a form for a single count may leave the count out', () => {
    for (const key of keys) {
      const { placeholders, counted } = MESSAGE_KEYS[key];
      for (const form of formsOf(language, key)) {
        const found = placeholdersIn(form).sort();
        if (counted && found.length === 0) continue;
        expect(found, key).toEqual([...placeholders].sort());
      }
    }
  });

  test('has exactly the plural forms that its rules tell apart', () => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    const counted = keys.filter((key): key is CountedKey => MESSAGE_KEYS[key].counted);
    for (const key of counted) {
      expect(Object.keys(language.messages[key]).sort(), key).toEqual([...categories].sort());
      expect(placeholdersIn(language.messages[key].other), key).toEqual(['count']);
    }
  });

  test('has no markup, no line breaks and no characters that turn text round', () => {
    for (const key of keys) {
      for (const form of formsOf(language, key)) {
        expect(form, key).not.toMatch(/[<>&\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
      }
    }
  });
});

test('one of a thing is not many', () => {
  const words = wordsOf(languageFor('en'));
  expect(unmarked(words.count('order.items', 1, '1'))).toBe('1 item');
  expect(unmarked(words.count('order.items', 2, '2'))).toBe('2 items');
  expect(unmarked(words.count('order.moreItems', 1, '1'))).toBe('and 1 more item');
});

test('what a value says is never taken for a placeholder', () => {
  const words = wordsOf(languageFor('en'));
  const subject = words.say('confirmation.subject', { shop: '{orderId}', orderId: 'A{shop}' });
  expect(unmarked(subject)).toBe('Your {orderId} order A{shop} is confirmed');
});

test('a brand says some messages in its own way', () => {
  const words = wordsOf(languageFor('en'), { greeting: 'Hi {customerName}!' });
  expect(unmarked(words.say('greeting', { customerName: 'Ann' }))).toBe('Hi Ann!');
  expect(words.label('order.view')).toBe('View your order');
});
