import type { LanguageTag } from '#contract/languages.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import type { Language } from './messages.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { ptBR } from './pt-br.ts';
import { sv } from './sv.ts';
import { zhCN } from './zh-cn.ts';

const LANGUAGES: Readonly<Record<LanguageTag, Language>> = {
  en,
  de,
  fr,
  es,
  it,
  'pt-BR': ptBR,
  nl,
  pl,
  sv,
  ja,
  'zh-CN': zhCN,
  ar,
};

/** All languages there are. */
export const languages: readonly Language[] = Object.values(LANGUAGES);

/**
 * Languages of regions where everybody reads one of ours too, and rather than English. Each is a one-way match of CLDR's
 * `languageInfo.xml`, at a distance of at most 20.
 */
const READ_ALSO: Readonly<Record<string, LanguageTag>> = {
  gsw: 'de',
  lb: 'de',
  rm: 'de',
  br: 'fr',
  co: 'fr',
  oc: 'fr',
  ca: 'es',
  eu: 'es',
  gl: 'es',
  fy: 'nl',
};

/**
 * The language for a locale: the one of ours with the same language and script, whatever the region; then one that its
 * readers {@link READ_ALSO}; then English. A missing script is the usual one of the language and region:
 * - `pt-PT` and `pt` get Brazilian Portuguese, which is closer than English;
 * - `zh`, `zh-SG` and `zh-Hans-HK` get Simplified Chinese, but `zh-TW`, `zh-HK` and `zh-Hant` English rather than the other script;
 * - `ar-EG` gets Arabic, `ar-Latn` English;
 * - `nb`, `da`, `ko` and every other language get English.
 */
export function languageFor(locale: string | undefined): Language {
  if (!locale) return en;
  const known = chosen.get(locale);
  if (known) return known;
  if (chosen.size === CHOSEN_LOCALES) chosen.clear();
  const language = choose(new Intl.Locale(locale));
  chosen.set(locale, language);
  return language;
}

/** Likely subtags take as long as a good part of a mail. Locales come from events, so a full cache is emptied. */
const CHOSEN_LOCALES = 256;
const chosen = new Map<string, Language>();

const choose = (locale: Intl.Locale): Language =>
  BY_WRITING.get(writingOf(locale)) ?? LANGUAGES[READ_ALSO[locale.language] ?? 'en'];

/** Language and script, such as `zh-Hans`; the script as CLDR's likely subtags have it. */
function writingOf(locale: Intl.Locale): string {
  const { language, script } = locale.maximize();
  return `${language}-${script}`;
}

const BY_WRITING: ReadonlyMap<string, Language> = new Map(
  languages.map((language) => [writingOf(new Intl.Locale(language.tag)), language]),
);
