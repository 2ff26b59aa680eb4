import { mailLink } from './clean.ts';
import type { ConfirmationContent, Help } from './confirmation-content.ts';
import { type Html, html } from './html.ts';
import { amountStyle } from './item-rows.ts';
import { layout } from './layout.ts';
import type { Labelled } from './summary.ts';
import { STYLE, TABLE } from './theme.ts';

/** The page of a confirmation around the rows of its items. */
export function confirmationPage(content: ConfirmationContent, itemRows: readonly Html[]): Html {
  const { words, summary, help } = content;
  return layout({
    language: words.language,
    direction: words.direction,
    title: content.subject,
    preheader: content.preheader,
    shop: content.shop,
    body: html`${opening(content)}
${facts(summary.facts)}
${summary.orderUrl && button(words.label('order.view'), summary.orderUrl)}
${sectionHeading(words.label('order.summary'))}
${TABLE}${itemRows}</table>
${amounts(content)}
${summary.shippingAddress.length > 0 && address(words.label('order.shippingAddress'), summary.shippingAddress)}
${help && helpSection(help)}`,
    footer: html`${content.reason}`,
  });
}

function opening({ words, greeting }: ConfirmationContent): Html {
  const heading = words.label('confirmation.heading');
  const introduction = words.label('confirmation.introduction');
  return html`<h1 class="t" style="margin:0 0 16px;font-size:26px;line-height:32px;font-weight:700;letter-spacing:-0.4px;${STYLE.text}">${heading}</h1>
<p class="t" style="margin:0 0 28px;${STYLE.text}">${greeting}<br>${introduction}</p>`;
}

/** Side by side, below each other on a phone. */
function facts(rows: readonly Labelled[]): Html {
  return html`${TABLE}<tr valign="top">
${rows.map(
  ({ label, value }) =>
    html`<td class="s" style="padding:0 0 12px"><div class="m" style="${STYLE.small};${STYLE.muted}">${label}</div>${value}</td>
`,
)}</tr></table>`;
}

/** The padding is the link's, so that all of the button can be pressed; Outlook ignores that and takes the cell's own. */
const button = (label: string, url: string): Html =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0 12px"><tr><td class="k" style="mso-padding-alt:13px 24px;${STYLE.button}"><a href="${url}" style="display:inline-block;padding:13px 24px;font-size:15px;line-height:20px;font-weight:600;text-decoration:none;${STYLE.buttonText}">${label}</a></td></tr></table>`;

const sectionHeading = (label: string): Html =>
  html`<h2 class="t" style="margin:28px 0 4px;font-size:17px;line-height:24px;font-weight:700;${STYLE.text}">${label}</h2>`;

const TOTAL = 'padding:0;font-size:19px;line-height:28px;font-weight:700';
const INCLUDED = `padding:2px 0;${STYLE.small};${STYLE.muted}`;
const RULE_ROW = html`<tr><td class="l" colspan="2" style="height:8px;font-size:0;line-height:8px;${STYLE.line}">&nbsp;</td></tr>
`;
const GAP_ROW = html`<tr><td colspan="2" style="height:12px;font-size:0;line-height:12px">&nbsp;</td></tr>
`;

function amounts({ words, summary }: ConfirmationContent): Html {
  const { charges, total, included } = summary;
  const end = words.direction === 'rtl' ? 'left' : 'right';
  const row = ({ label, value }: Labelled, tone: 't' | 'm', style: string) =>
    html`<tr valign="top"><td class="${tone}" style="${style};white-space:nowrap">${label}</td><td class="${tone}" align="${end}" style="${style}${amountStyle(value)}">${value}</td></tr>
`;
  return html`${TABLE}${GAP_ROW}${charges.map((charge) => row(charge, 't', 'padding:4px 0'))}${
    charges.length > 0 && html`${RULE_ROW}${GAP_ROW}`
  }${row(total, 't', TOTAL)}${included.map((part) => row(part, 'm', INCLUDED))}</table>`;
}

const address = (label: string, lines: readonly string[]): Html => html`${sectionHeading(label)}
<p class="t" style="margin:0;${STYLE.text}">${lines.map((line, index) => html`${index > 0 && html`<br>`}<bdi>${line}</bdi>`)}</p>`;

function helpSection({ question, answer, address }: Help): Html {
  const link =
    address && html` <a class="t" href="${mailLink(address)}" style="${STYLE.text}">${address}</a>`;
  return html`<p class="m" style="margin:32px 0 0;font-size:14px;line-height:21px;${STYLE.muted}">${question} ${answer}${link}</p>`;
}
