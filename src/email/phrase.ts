/** A value filled into a sentence. It may be written in the other direction than the sentence. */
interface Value {
  readonly value: string;
}

/** A sentence in pieces: a language's own words as texts, and what was filled into them. */
export type Phrase = readonly (string | Value)[];

const PLACEHOLDER = /\{(\w+)\}/;

/** Fills a template's `{name}`s. A value's own braces stay as they are. */
export function fill(template: string, values: Readonly<Record<string, string>>): Phrase {
  // Split by a pattern with one group: texts and names take turns.
  return template
    .split(PLACEHOLDER)
    .map((piece, index) => (index % 2 === 0 ? piece : { value: values[piece] ?? '' }))
    .filter((piece) => piece !== '');
}

/** The sentence as one text, without regard to directions: for a header. */
export const unmarked = (phrase: Phrase) =>
  phrase.map((piece) => (typeof piece === 'string' ? piece : piece.value)).join('');
