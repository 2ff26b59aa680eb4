import type { ConfirmationContent } from './confirmation-content.ts';
import { confirmationPage } from './confirmation-page.ts';
import { type Html, html } from './html.ts';
import { itemRow, restRow } from './item-rows.ts';

/** Gmail cuts a mail off at about 102 KB. */
export const MAX_HTML_BYTES = 102_000;

/**
 * The confirmation as HTML, within what Gmail shows. An order that is too long for it first loses its pictures, then the
 * end of its list, in whole lines: the amounts below stay those of the whole order, and a note says how many items are left
 * out and where they are. The text part always has all of them.
 */
export function confirmationHtml(content: ConfirmationContent): string {
  const { lines } = content.summary;
  const page = (rows: readonly Html[]) => confirmationPage(content, html`${rows}`).toString();

  const complete = page(
    rowsOf(
      content,
      lines.some((line) => line.imageUrl !== undefined),
    ),
  );
  if (fits(complete)) return complete;

  const rows = rowsOf(content, false);
  const withoutPictures = page(rows);
  if (fits(withoutPictures)) return withoutPictures;

  // The note about all the lines is at least as long as the note about the rest.
  const space = MAX_HTML_BYTES - Buffer.byteLength(page([restRow(content, lines)]));
  const shown = countWithin(rows, space);
  return page([...rows.slice(0, shown), restRow(content, lines.slice(shown))]);
}

const rowsOf = ({ summary, messages }: ConfirmationContent, pictures: boolean) =>
  summary.lines.map((line) => itemRow(line, pictures, messages.direction));

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
