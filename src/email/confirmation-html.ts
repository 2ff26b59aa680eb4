import type { ConfirmationContent } from './confirmation-content.ts';
import { confirmationPage } from './confirmation-page.ts';
import type { Html } from './html.ts';
import { itemRows, restRow } from './item-rows.ts';
import type { SummaryLine } from './summary.ts';

/** Gmail cuts a mail off at about 102 KB. */
const MAX_HTML_BYTES = 102_000;

/** Still tells items apart, and lets two hundred lines in. */
const SHORT_NAME = 60;

/**
 * The confirmation as HTML, within what Gmail shows. An order that is too long for it loses, until it fits: the pictures;
 * the ends of long names; the end of the list, in whole lines, with a note of how many items are left out and where they
 * are. The amounts below the list stay those of the whole order, and the text part always has everything.
 */
export function confirmationHtml(content: ConfirmationContent): string {
  const { lines } = content.summary;
  const { direction } = content.words;
  const page = (rows: readonly Html[]) => confirmationPage(content, rows).toString();

  const pictures = lines.some(({ imageUrl }) => imageUrl !== undefined);
  const complete = page(itemRows(lines, pictures, direction));
  if (fits(complete)) return complete;

  const withoutPictures = page(itemRows(lines, false, direction));
  if (fits(withoutPictures)) return withoutPictures;

  const rows = itemRows(lines.map(withShortName), false, direction);
  const short = page(rows);
  if (fits(short)) return short;

  const rest = (from: number) => restRow(content, lines.slice(from));
  const space = MAX_HTML_BYTES - OTHER_PLURAL_BYTES - Buffer.byteLength(page([rest(0)]));
  const shown = countWithin(rows, space);
  return page([...rows.slice(0, shown), rest(shown)]);
}

function withShortName(line: SummaryLine): SummaryLine {
  const characters = [...line.name];
  if (characters.length <= SHORT_NAME) return line;
  return {
    ...line,
    name: `${characters
      .slice(0, SHORT_NAME - 1)
      .join('')
      .trimEnd()}…`,
  };
}

/** The space for the note about the rest is measured with all the items; a smaller number may have a longer plural. */
const OTHER_PLURAL_BYTES = 100;

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
