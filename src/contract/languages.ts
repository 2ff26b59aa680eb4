/** BCP 47 tags of the languages that mails are written in. */
export const LANGUAGE_TAGS = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt-BR',
  'nl',
  'pl',
  'sv',
  'ja',
  'zh-CN',
  'ar',
] as const;

export type LanguageTag = (typeof LANGUAGE_TAGS)[number];
