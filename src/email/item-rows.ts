import type { ConfirmationContent } from './confirmation-content.ts';
import { type Html, html } from './html.ts';
import type { Words } from './messages/words.ts';
import { unmarked } from './phrase.ts';
import type { SummaryLine } from './summary.ts';
import { STYLE } from './theme.ts';

const CELL = `padding:16px 0;${STYLE.line}`;
const DETAIL = `${STYLE.small};${STYLE.muted}`;

/** Longer amounts leave no room for the names on a phone and stand below them there. */
const BESIDE_NAME = 12;

/** A longer amount may break, or the mail would be wider than a phone. */
const UNBROKEN = 16;

export const amountStyle = (amount: string) => (amount.length > UNBROKEN ? '' : ';white-space:nowrap');

/** The rows of the list of items, each as short as it can be, since there may be two hundred. */
export function itemRows(
  lines: readonly SummaryLine[],
  pictures: boolean,
  direction: Words['direction'],
): Html[] {
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  const stacked = lines.some(({ price }) => price.length > BESIDE_NAME);
  const [name, amount] = stacked ? ['l u', 'l w'] : ['l', 'l'];
  return lines.map(
    (line) =>
      html`<tr valign="top">${pictures && pictureCell(line.imageUrl, end)}<td class="${name}" style="${CELL}"><bdi style="font-weight:600">${line.name}</bdi>
<div class="m" style="${DETAIL}">${line.sku && html`${line.sku}<br>`}${line.quantity}</div></td>
<td class="${amount}" align="${end}" style="${CELL};padding-${start}:16px${amountStyle(line.price)}">${line.price}</td></tr>
`,
  );
}

/**
 * The picture has an empty `alt`: the name beside it says the same, and a screen reader would read it twice. Its height
 * follows from its width, or Outlook would distort it; white behind it shows dark things on a dark card.
 */
function pictureCell(imageUrl: string | undefined, end: string): Html {
  const box = 'display:block;width:64px;border-radius:8px';
  const picture = imageUrl
    ? html`<img src="${imageUrl}" alt="" width="64" style="${box};height:auto;background-color:#ffffff">`
    : html`<div class="b" style="${box};height:64px;${STYLE.background}"></div>`;
  return html`<td class="l" width="64" style="${CELL};padding-${end}:16px">${picture}</td>
`;
}

/** Stands for the lines that did not fit. */
export function restRow(content: ConfirmationContent, rest: readonly SummaryLine[]): Html {
  const { summary, formats, words } = content;
  const pieces = rest.reduce((count, line) => count + line.pieces, 0);
  return html`<tr><td class="l" colspan="2" style="${CELL}"><strong>${unmarked(words.count('order.moreItems', pieces, formats.count(pieces)))}</strong>
<div class="m" style="${DETAIL}">${words.label(summary.orderUrl ? 'order.restOnline' : 'order.restInText')}</div></td></tr>
`;
}
