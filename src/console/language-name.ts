import { html } from 'hono/html';
import type { LanguageTag } from '#contract/languages.ts';
import type { Markup } from './page.ts';

/** A language's own name for itself, such as `Deutsch`. */
export function languageName(tag: LanguageTag): Markup {
  return html`<bdi lang="${tag}">${new Intl.DisplayNames([tag], { type: 'language' }).of(tag)}</bdi>`;
}
