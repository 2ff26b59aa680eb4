import type { Amounts, Labelled } from '../content/email-content.ts';
import type { Direction } from '../direction.ts';
import { type Phrase, unmarked } from '../phrase.ts';
import { type Html, html } from './html.ts';
import { amountStyle } from './item-rows.ts';
import { phraseHtml } from './phrase-html.ts';
import { STYLE, TABLE } from './theme.ts';

const TOTAL = 'padding:0;font-size:19px;line-height:28px;font-weight:700';
const INCLUDED = `padding:2px 0;${STYLE.small};${STYLE.muted}`;
const RULE_ROW = html`<tr><td class="l" colspan="2" style="height:8px;font-size:0;line-height:8px;${STYLE.line}">&nbsp;</td></tr>
`;
const GAP_ROW = html`<tr><td colspan="2" style="height:12px;font-size:0;line-height:12px">&nbsp;</td></tr>
`;

/** Beside a huge amount a word of ours stays whole, and the amount breaks; a discount's code may be too long for that. */
const labelStyle = (label: Phrase) =>
  label.every((piece) => typeof piece === 'string') ? ';overflow-wrap:normal;word-break:normal' : '';

/** The charges, the total, and what is in it. */
export function amounts({ charges, total, included }: Amounts, direction: Direction): Html {
  const end = direction === 'rtl' ? 'left' : 'right';
  const row = ({ label, value }: Labelled, tone: 't' | 'm', style: string) =>
    html`<tr valign="top"><td class="${tone}" style="${style}${labelStyle(label)}">${phraseHtml(label, direction)}</td><td class="${tone}" align="${end}" style="${style}${amountStyle(unmarked(value))}">${phraseHtml(value, direction)}</td></tr>
`;
  return html`${TABLE}${GAP_ROW}${charges.map((charge) => row(charge, 't', 'padding:4px 0'))}${
    charges.length > 0 && html`${RULE_ROW}${GAP_ROW}`
  }${row(total, 't', TOTAL)}${included.map((part) => row(part, 'm', INCLUDED))}</table>`;
}
