/** They would split a header or a line. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * The bidirectional embeddings, overrides and isolates would turn round the text after them. The marks (U+200E, U+200F) and
 * joiners stay: names and emoji need them.
 */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Most text needs no cleaning, and looking is cheaper than replacing. */
const UNCLEAN = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u;

/** One line of well-formed text, safe to show and to put into a header. */
export function singleLine(text: string): string {
  const wellFormed = text.toWellFormed();
  return UNCLEAN.test(wellFormed) ? wellFormed.replace(TURNS, '').replace(BREAKS, ' ').trim() : wellFormed;
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
