import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LanguageTag } from '#contract/languages.ts';
import { type CountedKey, MESSAGE_KEYS, type MessageKey, type Plural } from '#contract/message-keys.ts';
import { languageFor, languages } from '#email/messages/catalog.ts';
import type { Language } from '#email/messages/messages.ts';
import { wordsOf } from '#email/messages/words.ts';
import { unmarked } from '#email/phrase.ts';

const keys = Object.keys(MESSAGE_KEYS) as MessageKey[];
const english = languageFor('en');
const others = languages.filter((language) => language !== english);
const byTag = (list: readonly Language[]) => list.map((language) => [language.tag, language] as const);

const formsOf = ({ messages }: Language, key: MessageKey): readonly string[] => {
  const message: string | Plural = messages[key];
  return typeof message === 'string' ? [message] : Object.values(message);
};

const allForms = (language: Language) =>
  keys.flatMap((key) => formsOf(language, key).map((form) => ({ key, form })));

/** A form without what is filled in. */
const ownWords = (form: string) => form.replaceAll(/\{\w+\}/g, '');

describe('nothing is left in English', () => {
  /** What a language spells as English does. */
  const SAME_WORDS: Partial<Record<LanguageTag, readonly string[]>> = {
    de: ['an', 'in', 'online'],
    fr: ['article', 'date', 'message', 'pages', 'questions', 'total', 'version'],
    es: ['digital', 'subtotal', 'total'],
    it: ['in', 'online'],
    'pt-BR': ['digital', 'item', 'no', 'online', 'subtotal', 'total'],
    nl: ['and', 'in', 'is', 'online', 'track', 'we'],
    pl: ['do', 'online', 'to'],
    sv: ['digital'],
  };

  const wordsIn = (form: string) =>
    (
      ownWords(form)
        .toLowerCase()
        .match(/\p{L}+/gu) ?? []
    ).filter((word) => word.length > 1);

  const englishWords = new Set(allForms(english).flatMap(({ form }) => wordsIn(form)));

  test.each(byTag(others))('%s', (tag, language) => {
    const words = new Set(allForms(language).flatMap(({ form }) => wordsIn(form)));
    const same = [...words].filter((word) => englishWords.has(word));
    expect(same.filter((word) => !SAME_WORDS[tag]?.includes(word))).toEqual([]);
  });
});

describe('each is written in its own letters', () => {
  const LETTERS: Record<LanguageTag, RegExp> = {
    en: /^[a-z]*$/i,
    de: /^[a-zäöüß]*$/i,
    fr: /^[a-zàâçéèêëîïôûùœ]*$/i,
    es: /^[a-záéíñóúü]*$/i,
    it: /^[a-zàèéìòù]*$/i,
    'pt-BR': /^[a-záàâãçéêíóôõú]*$/i,
    nl: /^[a-zéëïóöü]*$/i,
    pl: /^[a-ząćęłńóśźż]*$/i,
    sv: /^[a-zåäöé]*$/i,
    ja: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]*$/u,
    'zh-CN': /^\p{Script=Han}*$/u,
    ar: /^\p{Script=Arabic}*$/u,
  };

  test.each(byTag(languages))('%s', (tag, language) => {
    for (const { key, form } of allForms(language)) {
      expect(ownWords(form).replaceAll(/[^\p{L}]/gu, ''), key).toMatch(LETTERS[tag]);
      expect(form.normalize('NFC'), key).toBe(form);
    }
  });

  /** The ideographs of a 94 × 94 national character set: rows 16 to `lastRow`, two bytes a character. */
  function ideographs(encoding: string, lastRow: number): ReadonlySet<string> {
    const decoder = new TextDecoder(encoding);
    const rows = Array.from({ length: lastRow - 15 }, (_, row) => row + 16);
    const cells = Array.from({ length: 94 }, (_, cell) => cell + 1);
    return new Set(
      rows.flatMap((row) => cells.map((cell) => decoder.decode(Uint8Array.of(0xa0 + row, 0xa0 + cell)))),
    );
  }

  test.each([
    ['zh-CN', 'GB 2312, which has the simplified forms alone', ideographs('gbk', 87)],
    ['ja', 'JIS X 0208, which has the Japanese forms', ideographs('euc-jp', 84)],
  ] as const)('%s keeps to the ideographs of %s', (tag, _, known) => {
    const used = new Set(
      allForms(languageFor(tag)).flatMap(({ form }) => form.match(/\p{Script=Han}/gu) ?? []),
    );
    expect([...used].filter((character) => !known.has(character))).toEqual([]);
  });
});

describe('each is set as its readers expect', () => {
  const WRONG: Partial<Record<LanguageTag, RegExp>> = {
    // A colon needs a no-break space before it, a question or exclamation mark or semicolon a narrow one.
    fr: /[^\u00a0]:|[^\u202f][?!;]/,
    // A letter alone must not end a line.
    pl: /(?:^|\s)[aiouwz] /i,
    ja: /[ \u00a0,.:;!?()]/,
    'zh-CN': /[ \u00a0,.:;!?()]/,
    ar: /[,;?]|\s[،؛؟.:]/,
  };

  const SPACE_BEFORE_SIGN = /\s[,.:;!?]/;

  test.each(byTag(languages))('%s', (tag, language) => {
    for (const { key, form } of allForms(language)) {
      expect(form, key).not.toMatch(/['"`´]|\.\.|--|\s\s/);
      expect(form, key).not.toMatch(WRONG[tag] ?? SPACE_BEFORE_SIGN);
    }
  });

  test('Spanish questions and exclamations are opened', () => {
    const count = (form: string, sign: string) => form.split(sign).length;
    for (const { key, form } of allForms(languageFor('es'))) {
      expect(count(form, '¿'), key).toBe(count(form, '?'));
      expect(count(form, '¡'), key).toBe(count(form, '!'));
    }
  });

  test('whole sentences end as sentences', () => {
    const sentences = keys.filter((key) => /\.(?:introduction|preheader|rest|reason$)|^footer/.test(key));
    for (const language of languages) {
      for (const key of sentences.filter((key) => !/^(?:cancelled|refunded)\.reason$/.test(key))) {
        for (const form of formsOf(language, key)) expect(form, `${language.tag} ${key}`).toMatch(/[.。]$/);
      }
    }
  });

  test('German goes on in upper case after the comma of the greeting', () => {
    const { messages } = languageFor('de');
    expect(messages.greeting).toMatch(/,$/);
    for (const key of keys.filter((key) => key.includes('.introduction'))) {
      expect(messages[key], key).toMatch(/^(?:Ihre|Sie|Teile) /);
    }
  });
});

describe('counts', () => {
  const EXAMPLES: readonly (readonly [LanguageTag, CountedKey, Readonly<Record<number, string>>])[] = [
    ['de', 'order.moreItems', { 1: 'und 1 weiterer Artikel', 2: 'und 2 weitere Artikel' }],
    ['fr', 'order.items', { 0: '0 article', 1: '1 article', 2: '2 articles', 1000000: '1000000 d’articles' }],
    ['es', 'order.items', { 1: '1 artículo', 2: '2 artículos', 1000000: '1000000 de artículos' }],
    ['it', 'order.items', { 1: '1 articolo', 8: '8 articoli', 1000000: '1000000 di articoli' }],
    ['pt-BR', 'order.items', { 1: '1 item', 2: '2 itens', 1000000: '1000000 de itens' }],
    ['nl', 'order.items', { 1: '1 artikel', 2: '2 artikelen' }],
    ['sv', 'order.moreItems', { 1: 'och 1 vara till', 2: 'och 2 varor till' }],
    ['pl', 'order.items', { 1: '1 produkt', 2: '2 produkty', 5: '5 produktów', 12: '12 produktów' }],
    ['pl', 'order.items', { 21: '21 produktów', 22: '22 produkty', 112: '112 produktów' }],
    ['ja', 'order.items', { 1: '商品1点', 2: '商品2点' }],
    ['zh-CN', 'order.moreItems', { 1: '另有1件商品' }],
    ['ar', 'order.items', { 1: 'منتج واحد', 2: 'منتجان', 3: '3 منتجات', 10: '10 منتجات' }],
    ['ar', 'order.items', { 11: '11 منتجًا', 99: '99 منتجًا', 100: '100 منتج', 103: '103 منتجات' }],
  ];

  test.each(EXAMPLES)('%s, %s', (tag, key, examples) => {
    const words = wordsOf(languageFor(tag));
    for (const [count, text] of Object.entries(examples))
      expect(unmarked(words.count(key, Number(count), count))).toBe(text);
  });

  test.each(byTag(languages))(
    '%s leaves a count out only where the form means one count alone',
    (tag, language) => {
      const rules = new Intl.PluralRules(tag);
      const meant = Map.groupBy(
        Array.from({ length: 1000 }, (_, count) => count),
        (count) => rules.select(count),
      );
      for (const key of keys.filter((key): key is CountedKey => MESSAGE_KEYS[key].counted)) {
        for (const [category, form] of Object.entries(language.messages[key])) {
          if (form.includes('{count}')) continue;
          expect(meant.get(category as Intl.LDMLPluralRule), `${key} ${category}`).toHaveLength(1);
        }
      }
    },
  );
});

describe('the language of a locale', () => {
  test.each([
    ['de', ['de', 'de-DE', 'de-AT', 'de-CH', 'de-Latn-AT', 'de-1996', 'gsw', 'gsw-CH', 'lb-LU', 'rm']],
    ['fr', ['fr-FR', 'fr-CA', 'fr-CH', 'br', 'co', 'oc-FR']],
    ['es', ['es-ES', 'es-419', 'es-MX', 'ca-ES', 'eu', 'gl']],
    ['it', ['it-IT', 'it-CH']],
    ['pt-BR', ['pt', 'pt-BR', 'pt-PT', 'pt-AO']],
    ['nl', ['nl-NL', 'nl-BE', 'fy-NL']],
    ['pl', ['pl-PL']],
    ['sv', ['sv-SE', 'sv-FI']],
    ['ja', ['ja-JP', 'ja-JP-u-ca-japanese']],
    ['zh-CN', ['zh', 'zh-CN', 'zh-SG', 'zh-Hans', 'zh-Hans-HK', 'cmn']],
    ['ar', ['ar', 'ar-EG', 'ar-SA', 'ar-AE', 'ar-MA']],
    ['en', [undefined, '', 'en-GB', 'en-Latn-IN', 'zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-CN', 'yue']],
    ['en', ['ar-Latn', 'nb-NO', 'no', 'da', 'fi', 'iw', 'he-IL', 'ko-KR', 'tr', 'tlh', 'und', 'de-Cyrl']],
  ] as const)('%s', (language, locales) => {
    for (const locale of locales) expect(languageFor(locale).tag, locale).toBe(language);
  });

  test('only Arabic reads from right to left', () => {
    const fromRight = languages.filter(({ direction }) => direction === 'rtl');
    expect(fromRight.map(({ tag }) => tag)).toEqual(['ar']);
  });
});

test('the documentation has a line for every language, with its word for tax', () => {
  const documentation = readFileSync(new URL('../../docs/emails.md', import.meta.url), 'utf8');
  for (const { tag, messages } of languages) {
    const line = documentation
      .split('\n')
      .find((text) => text.startsWith('|') && text.includes(`\`${tag}\``));
    expect(line, tag).toContain(messages['amounts.tax']);
  }
});
