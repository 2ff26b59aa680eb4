import type { EmailContent, ItemLine } from '../content/email-content.ts';
import type { Html } from './html.ts';
import { itemRows, restRow } from './item-rows.ts';
import { page } from './page.ts';

/** Gmail cuts a mail off at about 102 KB. */
const MAX_HTML_BYTES = 102_000;

/** Still tells items apart, and lets two hundred lines in. */
const SHORT_NAME = 60;

/**
 * The email as HTML, within what Gmail shows. A list that is too long for it loses, until it fits: its copy for machines; the
 * pictures and links; the ends of long names; its own end, in whole lines, with a note of how many items are left out and
 * where they are. The amounts below the list stay those of the whole order, and the text part always has everything.
 */
export function htmlPart(content: EmailContent): string {
  const { list, words, structuredData } = content;
  const rowsOf = (change: (line: ItemLine) => ItemLine) =>
    itemRows((list?.lines ?? []).map(change), words.direction);

  const rows = rowsOf(unchanged);
  const attempts = [
    () => page(content, rows, structuredData.complete),
    () => page(content, rows, structuredData.withoutItems),
    () => page(content, rowsOf(plain), structuredData.withoutItems),
    () => page(content, rowsOf(short), structuredData.withoutItems),
  ];
  for (const attempt of attempts) {
    const markup = attempt().toString();
    if (fits(markup)) return markup;
  }
  return cutShort(content, rowsOf(short));
}

const unchanged = (line: ItemLine): ItemLine => line;

/** Without what only adorns it. A download stays: it is what was bought. */
const plain = (line: ItemLine): ItemLine => ({ ...line, imageUrl: undefined, url: undefined });

function short(line: ItemLine): ItemLine {
  const characters = [...line.name];
  if (characters.length <= SHORT_NAME) return plain(line);
  const start = characters.slice(0, SHORT_NAME - 1).join('');
  return { ...plain(line), name: `${start.trimEnd()}…` };
}

function cutShort(content: EmailContent, rows: readonly Html[]): string {
  const { list, words } = content;
  // A mail without a list has a bounded size, which fits.
  if (!list) return page(content, rows, undefined).toString();
  const rest = (from: number) => restRow(list, list.lines.slice(from), words.direction);
  const pageOf = (shown: readonly Html[]) => page(content, shown, undefined).toString();
  const space = MAX_HTML_BYTES - OTHER_PLURAL_BYTES - Buffer.byteLength(pageOf([rest(0)]));
  const shown = countWithin(rows, space);
  return pageOf([...rows.slice(0, shown), rest(shown)]);
}

/**
 * The space for the note about the rest is measured with all the items; a smaller number may have a longer
 * plural, in a brand's own words of up to 500 characters. */
const OTHER_PLURAL_BYTES = 3000;

/** A UTF-16 unit is at most three bytes, so most mails need no counting. */
const fits = (markup: string) =>
  markup.length * 3 <= MAX_HTML_BYTES || Buffer.byteLength(markup) <= MAX_HTML_BYTES;

/** How many of the first rows take at most so many bytes. */
function countWithin(rows: readonly Html[], bytes: number): number {
  let left = bytes;
  for (const [index, row] of rows.entries()) {
    left -= Buffer.byteLength(row.toString());
    if (left < 0) return index;
  }
  return rows.length;
}
