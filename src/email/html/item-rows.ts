import type { ItemLine, ItemList } from '../content/email-content.ts';
import type { Direction } from '../direction.ts';
import { type Html, html } from './html.ts';
import { isolatedHtml, phraseHtml } from './phrase-html.ts';
import { STYLE } from './theme.ts';

const CELL = `padding:16px 0;${STYLE.line}`;
const DETAIL = `${STYLE.small};${STYLE.muted}`;

/** Longer amounts leave no room for the names on a phone and stand below them there. */
const BESIDE_NAME = 12;

/** A longer amount may break, or the mail would be wider than a phone. */
const UNBROKEN = 16;

export const amountStyle = (amount: string) => (amount.length > UNBROKEN ? '' : ';white-space:nowrap');

/** The rows of the list of items, each as short as it can be, since there may be two hundred. */
export function itemRows(lines: readonly ItemLine[], direction: Direction): Html[] {
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  const pictures = lines.some(({ imageUrl }) => imageUrl !== undefined);
  const priced = lines.some(({ price }) => price !== undefined);
  const stacked = lines.some(({ price = '' }) => price.length > BESIDE_NAME);
  const [name, amount] = stacked ? ['l u', 'l w'] : ['l', 'l'];
  return lines.map(
    (line) =>
      html`<tr valign="top">${pictures && pictureCell(line, end)}<td class="${name}" style="${CELL}">${nameOf(line)}
<div class="m" style="${DETAIL}">${details(line, direction)}</div></td>
${priced && html`<td class="${amount}" align="${end}" style="${CELL};padding-${start}:16px${amountStyle(line.price ?? '')}">${isolatedHtml(line.price ?? '', direction)}</td>`}</tr>
`,
  );
}

function nameOf({ name, url }: ItemLine): Html {
  const shown = html`<bdi style="font-weight:600">${name}</bdi>`;
  return url
    ? html`<a class="t" href="${url}" style="text-decoration:none;${STYLE.text}">${shown}</a>`
    : shown;
}

function details({ details, quantity, download }: ItemLine, direction: Direction): Html {
  const link =
    download &&
    html`<br><a class="t" href="${download.url}" aria-label="${download.spoken}" style="${STYLE.text}">${download.label}</a>`;
  return html`${[...details, quantity].map(
    (detail, index) => html`${index > 0 && html`<br>`}${phraseHtml(detail, direction)}`,
  )}${link}`;
}

/**
 * The picture's height follows from its width, or Outlook would distort it; white behind it shows dark things on a dark
 * card, and the small size of its text leaves room for a name where pictures are off.
 */
function pictureCell({ imageUrl, name }: ItemLine, end: string): Html {
  const box = 'display:block;width:64px;border-radius:8px';
  const picture = imageUrl
    ? html`<img src="${imageUrl}" alt="${name}" width="64" style="${box};height:auto;background-color:#ffffff;font-size:10px;line-height:12px;color:#1c1c1a">`
    : html`<div class="b" style="${box};height:64px;${STYLE.placeholder}"></div>`;
  return html`<td class="l" width="64" style="${CELL};padding-${end}:16px">${picture}</td>
`;
}

/** Stands for the lines that did not fit. */
export function restRow(list: ItemList, rest: readonly ItemLine[], direction: Direction): Html {
  const { count, whereToFind } = list.rest(rest.reduce((sum, line) => sum + line.pieces, 0));
  return html`<tr><td class="l" colspan="2" style="${CELL}"><strong>${phraseHtml(count, direction)}</strong>
<div class="m" style="${DETAIL}">${whereToFind}</div></td></tr>
`;
}
