import type { Masthead } from '../content/email-content.ts';
import type { Direction } from '../direction.ts';
import { type Html, html, jsonScript } from './html.ts';
import { OUTLOOK_HEAD, STYLE, type Theme } from './theme.ts';

/** One mail's page. The frame is the same for every type of email. */
export interface Page {
  readonly language: string;
  readonly direction: Direction;
  /** What a screen reader calls a mail. */
  readonly role: string;
  /** Also read out as the mail's name. */
  readonly title: string;
  /** What inboxes show after the subject; not visible in the mail. */
  readonly preheader: string;
  readonly masthead: Masthead;
  readonly theme: Theme;
  /** schema.org's, for inboxes. */
  readonly structuredData: object | undefined;
  readonly body: Html;
  readonly footer: Html;
}

/**
 * A card of at most 600 px on a plain background. Tables, because Outlook on Windows lays out nothing else; the one in the
 * conditional comment gives it the width that it cannot read from `max-width`.
 */
export function layout(page: Page): Html {
  const { theme, structuredData } = page;
  return html`<!DOCTYPE html>
<html lang="${page.language}" dir="${page.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<meta name="x-apple-disable-message-reformatting">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${page.title}</title>
${theme.styleSheet}
${OUTLOOK_HEAD}
${structuredData && jsonScript('application/ld+json', structuredData)}
</head>
<body class="b" style="margin:0;padding:0;${theme.background}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${page.preheader}</div>
<div role="article" aria-roledescription="${page.role}" aria-label="${page.title}" lang="${page.language}" dir="${page.direction}">
<table role="presentation" class="b" width="100%" cellpadding="0" cellspacing="0" border="0" style="${theme.background}">
<tr><td align="center" style="padding:32px 12px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;font-size:15px;line-height:22px;${STYLE.fontFamily};${STYLE.wrap}">
<tr><td class="p t" align="center" style="padding:0 40px 24px;font-size:18px;font-weight:700;${STYLE.text}">${masthead(page.masthead)}</td></tr>
<tr><td class="c p" style="padding:40px;${STYLE.card}">
${page.body}
</td></tr>
<tr><td class="p m" align="center" style="padding:24px 40px 0;font-size:12px;line-height:18px;${STYLE.muted}">
${page.footer}
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</div>
</body>
</html>
`;
}

/** The logo's text looks like the shop's name does, for all who see no pictures. */
function masthead({ shop, logo }: Masthead): Html {
  if (!logo) return html`<bdi>${shop}</bdi>`;
  const { url, alt, width } = logo;
  return html`<img class="g" src="${url}" alt="${alt}" width="${width}" style="display:inline-block;width:${width}px;max-width:100%;height:auto;font-size:18px;font-weight:700;${STYLE.text}">`;
}
