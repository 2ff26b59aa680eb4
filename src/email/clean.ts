/**
 * Control characters and line separators, which would split a header or a line, and the bidirectional embeddings, overrides
 * and isolates, which would turn round the text after them. Marks (U+200E, U+200F) and joiners stay: names and emoji need them.
 */
const UNWANTED = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/u;
const EVERY_UNWANTED = new RegExp(UNWANTED, 'gu');

/** One line of well-formed text, safe to show and to put into a header. */
export function singleLine(text: string): string {
  const wellFormed = text.toWellFormed();
  return UNWANTED.test(wellFormed) ? wellFormed.replace(EVERY_UNWANTED, ' ').trim() : wellFormed;
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Where markup cannot do it: text with right-to-left letters between isolates, so that the sentence around it keeps its order. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/**
 * A link as ASCII in its normal form, so that no client has to guess at spaces, quotes or non-ASCII hosts. Nothing but https
 * passes, whatever the contract may allow one day.
 */
export function webAddress(link: string | undefined): string | undefined {
  const url = link === undefined ? null : URL.parse(link);
  return url?.protocol === 'https:' ? url.href : undefined;
}

/** A link that opens a mail to the address; characters that would end the address or add a header are encoded. */
export const mailLink = (address: string) => `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
