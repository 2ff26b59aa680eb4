import type { LanguageTag } from '#contract/languages.ts';
import { en } from './en.ts';
import type { Language } from './messages.ts';

const LANGUAGES: Readonly<Partial<Record<LanguageTag, Language>>> = { en };

/**
 * Where a region's mails are written in another region's variety of the language. Traditional Chinese is not among them: its
 * readers get English rather than Simplified Chinese.
 */
const VARIETIES: Readonly<Record<string, LanguageTag>> = {
  pt: 'pt-BR',
  zh: 'zh-CN',
  'zh-Hans': 'zh-CN',
};

const TRADITIONAL_CHINESE = /^zh-(?:Hant|TW|HK|MO)\b/;

/**
 * The language for a locale: the locale itself, then without its last part and so on (`de-Latn-AT`, `de-Latn`, `de`), each
 * also as {@link VARIETIES} has it, then English.
 */
export function languageFor(locale: string | undefined): Language {
  if (locale === undefined || TRADITIONAL_CHINESE.test(locale)) return en;
  for (let tag = locale; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const language = LANGUAGES[VARIETIES[tag] ?? (tag as LanguageTag)];
    if (language) return language;
  }
  return en;
}

/** All languages there are. */
export const languages: readonly Language[] = Object.values(LANGUAGES);
