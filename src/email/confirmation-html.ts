import type { ConfirmationContent } from './confirmation-content.ts';
import { confirmationPage } from './confirmation-page.ts';
import type { Html } from './html.ts';
import { itemRows, restRow } from './item-rows.ts';

/** Gmail cuts a mail off at about 102 KB. */
export const MAX_HTML_BYTES = 102_000;

/**
 * The confirmation as HTML, within what Gmail shows. An order that is too long for it first loses its pictures, then the
 * end of its list, in whole lines: the amounts below stay those of the whole order, and a note says how many items are left
 * out and where they are. The text part always has all of them.
 */
export function confirmationHtml(content: ConfirmationContent): string {
  const { lines } = content.summary;
  const rows = (pictures: boolean) => itemRows(lines, pictures, content.messages.direction);
  const page = (rows: readonly Html[]) => confirmationPage(content, rows).toString();

  const complete = page(rows(lines.some(({ imageUrl }) => imageUrl !== undefined)));
  if (fits(complete)) return complete;

  const withoutPictures = rows(false);
  const plain = page(withoutPictures);
  if (fits(plain)) return plain;

  const rest = (from: number) => restRow(content, lines.slice(from));
  const space = MAX_HTML_BYTES - OTHER_PLURAL_BYTES - Buffer.byteLength(page([rest(0)]));
  const shown = countWithin(withoutPictures, space);
  return page([...withoutPictures.slice(0, shown), rest(shown)]);
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
