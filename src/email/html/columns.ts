import type { Fact } from '../content/email-content.ts';
import type { Direction } from '../direction.ts';
import { type Html, html } from './html.ts';
import { phraseHtml } from './phrase-html.ts';
import { STYLE, TABLE } from './theme.ts';

/** Each fact with its label above it. */
export function facts(all: readonly Fact[], direction: Direction): Html {
  const cell = ({ label, value }: Fact) =>
    html`<div class="m" style="${STYLE.small};${STYLE.muted}">${phraseHtml(label, direction)}</div>${phraseHtml(value, direction)}`;
  const narrow = all.filter(({ wide }) => !wide);
  // Three short ones stand in one row, as long as they are all there is.
  const columns = narrow.length === 3 ? 3 : 2;
  return html`${grid(narrow.map(cell), columns)}${all.filter(({ wide }) => wide).map((fact) => grid([cell(fact)], 1))}`;
}

/** Side by side, two in a row. */
export const pairs = (cells: readonly Html[]): Html => grid(cells, 2);

/** Cells of one width, below each other on a phone. */
function grid(cells: readonly Html[], columns: number): Html {
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns),
  );
  const width = `${Math.floor(100 / columns)}%`;
  return html`${TABLE}${rows.map(
    (row) => html`<tr valign="top">
${row.map(
  (cell) => html`<td class="s" width="${width}" style="padding:0 0 12px">${cell}</td>
`,
)}${row.length < columns && html`<td class="s" colspan="${columns - row.length}"></td>`}</tr>`,
  )}</table>`;
}
