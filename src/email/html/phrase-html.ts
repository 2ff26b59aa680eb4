import { type Direction, needsIsolation } from '../direction.ts';
import type { Phrase } from '../phrase.ts';
import { type Html, html } from './html.ts';
import { STYLE } from './theme.ts';

/** A sentence as markup: values keep their own direction, and lead where they should. */
export const phraseHtml = (phrase: Phrase, around: Direction): Html =>
  html`${phrase.map((piece) => (typeof piece === 'string' ? piece : valueHtml(piece, around)))}`;

function valueHtml({ value, href }: { value: string; href?: string }, around: Direction): Html {
  const text = isolatedHtml(value, around);
  return href === undefined ? text : html`<a class="t" href="${href}" style="${STYLE.text}">${text}</a>`;
}

/** Data between other text. */
export const isolatedHtml = (text: string, around: Direction): Html =>
  needsIsolation(text, around) ? html`<bdi>${text}</bdi>` : html`${text}`;
