import type { Action, EmailContent, Footer, GiftNote, Section } from '../content/email-content.ts';
import type { Direction } from '../direction.ts';
import type { Phrase } from '../phrase.ts';
import { amounts } from './amount-rows.ts';
import { facts, pairs } from './columns.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { phraseHtml } from './phrase-html.ts';
import { STYLE, TABLE, type Theme, themeOf } from './theme.ts';

/** The page of an email around the rows of its items, with as much for machines as there is room for. */
export function page(
  content: EmailContent,
  itemRows: readonly Html[],
  structuredData: object | undefined,
): Html {
  const { words, masthead } = content;
  const theme = themeOf(masthead.colours);
  return layout({
    language: words.language,
    direction: words.direction,
    role: words.label('layout.email'),
    title: content.subject,
    preheader: content.preheader,
    masthead,
    theme,
    structuredData,
    body: body(content, itemRows, theme),
    footer: footer(content.footer, words.direction),
  });
}

function body(content: EmailContent, itemRows: readonly Html[], theme: Theme): Html {
  const { words, gift, list, places, notes, help } = content;
  const { direction } = words;
  return html`${opening(content)}
${gift && giftBox(gift, direction)}
${facts(content.facts, direction)}
${content.actions.map((action, index) => (index === 0 ? button(action, theme) : textLink(action)))}
${
  list &&
  html`${sectionHeading(list.heading)}
${TABLE}${itemRows}</table>`
}
${content.amounts && amounts(content.amounts, direction)}
${places.length > 0 && pairs(places.map((place) => section(place, direction)))}
${notes && section(notes, direction)}
${help.length > 0 && helpSection(help, direction)}`;
}

/** Letter spacing would pull the joined letters of Arabic apart. */
function opening({ heading, greeting, introduction, words: { direction } }: EmailContent): Html {
  return html`<h1 class="t" style="margin:0 0 16px;font-size:26px;line-height:32px;font-weight:700;${direction === 'ltr' && 'letter-spacing:-0.4px;'}${STYLE.text}">${heading}</h1>
<p class="t" style="margin:0 0 28px;${STYLE.text}">${phraseHtml(greeting, direction)}<br>${phraseHtml(introduction, direction)}</p>`;
}

function giftBox({ heading, recipient, message, note }: GiftNote, direction: Direction): Html {
  const line = (content: Html | string) => html`<br>${content}`;
  return html`${TABLE}<tr><td class="b" style="padding:16px 20px;border-radius:8px;${STYLE.placeholder}"><strong>${heading}</strong>${recipient && line(phraseHtml(recipient, direction))}${
    message &&
    html`<br><span class="m" style="${STYLE.small};${STYLE.muted}">${message.label}</span>${message.lines.map((text) => line(html`<bdi>${text}</bdi>`))}`
  }${note && html`<br><span class="m" style="${STYLE.small};${STYLE.muted}">${note}</span>`}</td></tr></table>
<div style="height:28px;line-height:28px">&nbsp;</div>`;
}

/** The padding is the link's, so that all of the button can be pressed; Outlook ignores that and takes the cell's own. */
const button = ({ label, url }: Action, theme: Theme): Html =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0 12px"><tr><td class="k" style="mso-padding-alt:13px 24px;${theme.button}"><a href="${url}" style="display:inline-block;padding:13px 24px;font-size:15px;line-height:20px;font-weight:600;text-decoration:none;${theme.buttonText}">${label}</a></td></tr></table>`;

const textLink = ({ label, url }: Action): Html =>
  html`<p style="margin:12px 0"><a class="t" href="${url}" style="${STYLE.text}">${label}</a></p>`;

const sectionHeading = (label: string): Html =>
  html`<h2 class="t" style="margin:28px 0 4px;font-size:17px;line-height:24px;font-weight:700;${STYLE.text}">${label}</h2>`;

const section = ({ heading, lines }: Section, direction: Direction): Html => html`${sectionHeading(heading)}
<p class="t" style="margin:0;${STYLE.text}">${lines.map((line, index) => html`${index > 0 && html`<br>`}${phraseHtml(line, direction)}`)}</p>`;

function helpSection(lines: readonly Phrase[], direction: Direction): Html {
  const pieces = lines.map((line, index) => html`${index > 0 && html`<br>`}${phraseHtml(line, direction)}`);
  return html`<p class="m" style="margin:32px 0 0;font-size:14px;line-height:21px;${STYLE.muted}">${pieces}</p>`;
}

function footer({ reason, sender, links }: Footer, direction: Direction): Html {
  const line = (text: string, index: number) => html`${index > 0 && html`<br>`}<bdi>${text}</bdi>`;
  const link = ({ label, url }: Action, index: number) =>
    html`${index > 0 && html` &nbsp; `}<a class="m" href="${url}" style="${STYLE.muted}">${label}</a>`;
  return html`${phraseHtml(reason, direction)}${sender.length > 0 && html`<br><br>${sender.map(line)}`}${
    links.length > 0 && html`<br><br>${links.map(link)}`
  }`;
}
