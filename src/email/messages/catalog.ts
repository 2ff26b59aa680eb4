import { en } from './en.ts';
import type { Messages } from './messages.ts';

const LANGUAGES: ReadonlyMap<string, Messages> = new Map(
  [en].map((messages) => [messages.language, messages]),
);

/**
 * The words for a locale: the locale itself, then without its last part and so on (`de-Latn-AT`, `de-Latn`, `de`), then English.
 */
export function messagesFor(locale: string | undefined): Messages {
  for (let tag = locale ?? ''; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const messages = LANGUAGES.get(tag);
    if (messages) return messages;
  }
  return en;
}
