import { type Direction, isolated } from './direction.ts';

/** A value filled into a sentence. It may be written in the other direction than the sentence. */
interface Value {
  readonly value: string;
  /** Where a click on it leads: https or mailto. */
  readonly href?: string;
}

/** A sentence in pieces: a language's own words as texts, and what was filled into them. */
export type Phrase = readonly (string | Value)[];

/** Something that the shop or the customer wrote, or an amount, a day: a value and nothing around it. */
export const data = (value: string): Phrase => [{ value }];

const PLACEHOLDER = /\{(\w+)\}/;

/** Fills a template's `{name}`s. A value's own braces stay as they are. */
export function fill(template: string, values: Readonly<Record<string, string>>): Phrase {
  // Split by a pattern with one group: texts and names take turns.
  return template
    .split(PLACEHOLDER)
    .map((piece, index) => (index % 2 === 0 ? piece : { value: values[piece] ?? '' }))
    .filter((piece) => piece !== '');
}

/** The sentence with each of its values leading to `href`. */
export const linked = (phrase: Phrase, href: string): Phrase =>
  phrase.map((piece) => (typeof piece === 'string' ? piece : { ...piece, href }));

/** The sentence as one text, its values as they are: for a header. */
export const unmarked = (phrase: Phrase): string =>
  phrase.map((piece) => (typeof piece === 'string' ? piece : piece.value)).join('');

/** The sentence as one text whose values keep their own direction. */
export const inText = (phrase: Phrase, around: Direction): string =>
  phrase.map((piece) => (typeof piece === 'string' ? piece : isolated(piece.value, around))).join('');
