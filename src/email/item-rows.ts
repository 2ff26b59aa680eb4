import type { ConfirmationContent } from './confirmation-content.ts';
import { type Html, html } from './html.ts';
import type { Messages } from './messages/messages.ts';
import type { SummaryLine } from './summary.ts';
import { STYLE } from './theme.ts';

/** Longer amounts may break, or the mail would be wider than a phone. */
const UNBROKEN_AMOUNT = 16;

export const amountStyle = (amount: string) =>
  amount.length > UNBROKEN_AMOUNT ? STYLE.wrap : 'white-space:nowrap';

const CELL = `padding:16px 0;${STYLE.line}`;

/**
 * One row of the list of items. A picture has an empty `alt`: the name beside it says the same, and a screen reader would
 * read it twice. Its height follows from its width, since Outlook would distort it otherwise.
 */
export function itemRow(line: SummaryLine, pictures: boolean, direction: Messages['direction']): Html {
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  return html`<tr valign="top">${pictures && pictureCell(line.imageUrl)}
<td class="l t" style="${CELL};${STYLE.text};${STYLE.wrap}"><bdi style="font-weight:600">${line.name}</bdi>
<div class="m" style="font-size:13px;line-height:20px;${STYLE.muted}">${line.sku && html`${line.sku}<br>`}${line.quantity}</div></td>
<td class="l t" align="${end}" style="${CELL};padding-${start}:16px;${STYLE.text};${amountStyle(line.price)}">${line.price}</td></tr>
`;
}

function pictureCell(imageUrl: string | undefined): Html {
  return html`
<td class="l" width="80" style="${CELL};width:80px">${
    imageUrl &&
    html`<img class="i" src="${imageUrl}" alt="" width="64" style="display:block;width:64px;height:auto;border-radius:8px">`
  }</td>`;
}

/** Stands for the lines that did not fit. */
export function restRow(
  { messages, formats, summary }: ConfirmationContent,
  rest: readonly SummaryLine[],
): Html {
  const pieces = rest.reduce((count, line) => count + line.pieces, 0);
  const { moreItems, restOnline, restInText } = messages.order;
  return html`<tr><td class="l t" colspan="2" style="${CELL};${STYLE.text}"><strong>${moreItems(pieces, formats.count(pieces))}</strong>
<div class="m" style="font-size:13px;line-height:20px;${STYLE.muted}">${summary.orderUrl ? restOnline : restInText}</div></td></tr>
`;
}
