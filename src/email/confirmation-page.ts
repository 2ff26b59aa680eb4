import { mailLink } from './clean.ts';
import type { ConfirmationContent, Help } from './confirmation-content.ts';
import { type Html, html } from './html.ts';
import { amountStyle } from './item-rows.ts';
import { layout } from './layout.ts';
import type { Labelled, OrderSummary } from './summary.ts';
import { STYLE } from './theme.ts';

/** The page of a confirmation around the rows of its items. */
export function confirmationPage(content: ConfirmationContent, itemRows: Html): Html {
  const { messages, summary, help } = content;
  return layout({
    language: messages.language,
    direction: messages.direction,
    title: content.subject,
    preheader: content.preheader,
    shop: content.shop,
    body: html`${opening(content)}
${facts(summary.facts)}
${summary.orderUrl && button(messages.order.view, summary.orderUrl)}
${sectionHeading(messages.order.summary)}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${TABLE_FONT}">
${itemRows}</table>
${amounts(content)}
${summary.shippingAddress.length > 0 && address(messages.order.shippingAddress, summary.shippingAddress)}
${help && helpSection(help)}`,
    footer: html`${content.reason}`,
  });
}

/** Repeated on every table: webmail in quirks mode lets none inherit a size. */
const TABLE_FONT = 'font-size:15px;line-height:22px';

function opening({ messages, greeting }: ConfirmationContent): Html {
  const { heading, introduction } = messages.confirmation;
  return html`<h1 class="t" style="margin:0 0 16px;font-size:26px;line-height:32px;font-weight:700;letter-spacing:-0.4px;${STYLE.text}">${heading}</h1>
<p class="t" style="margin:0 0 28px;${STYLE.text};${STYLE.wrap}">${greeting}<br>${introduction}</p>`;
}

function facts(rows: readonly Labelled[]): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${TABLE_FONT}"><tr valign="top">
${rows.map(
  ({ label, value }) =>
    html`<td class="s t" style="padding:0 0 16px;${STYLE.text};${STYLE.wrap}"><div class="m" style="font-size:13px;line-height:18px;${STYLE.muted}">${label}</div>${value}</td>
`,
)}</tr></table>`;
}

const button = (label: string, url: string): Html =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:12px 0 8px"><tr><td class="k" style="${STYLE.button}"><a href="${url}" style="display:inline-block;padding:13px 24px;font-size:15px;line-height:20px;font-weight:600;text-decoration:none;mso-padding-alt:0;${STYLE.buttonText}">${label}</a></td></tr></table>`;

const sectionHeading = (label: string): Html =>
  html`<h2 class="t" style="margin:32px 0 4px;font-size:17px;line-height:24px;font-weight:700;${STYLE.text}">${label}</h2>`;

function amounts({ messages, summary }: ConfirmationContent): Html {
  const end = messages.direction === 'rtl' ? 'left' : 'right';
  const row = ({ label, value }: Labelled, tone: 't' | 'm', style: string) =>
    html`<tr valign="top"><td class="${tone}" style="padding:4px 0;${style}">${label}</td><td class="${tone}" align="${end}" style="padding:4px 0;${style};${amountStyle(value)}">${value}</td></tr>
`;
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:16px;${TABLE_FONT}">
${summary.charges.map((charge) => row(charge, 't', STYLE.text))}${row(summary.total, 't', `font-size:19px;line-height:28px;font-weight:700;${STYLE.text}`)}${summary.included.map((part) => row(part, 'm', `font-size:13px;${STYLE.muted}`))}</table>`;
}

const address = (label: string, lines: OrderSummary['shippingAddress']): Html => html`${sectionHeading(label)}
<p class="t" style="margin:0;${STYLE.text};${STYLE.wrap}">${lines.map((line, index) => html`${index > 0 && html`<br>`}<bdi>${line}</bdi>`)}</p>`;

function helpSection({ question, answer, address }: Help): Html {
  return html`<p class="m" style="margin:32px 0 0;font-size:14px;line-height:21px;${STYLE.muted};${STYLE.wrap}">${question} ${answer}${
    address && html` <a class="t" href="${mailLink(address)}" style="${STYLE.text}">${address}</a>`
  }</p>`;
}
