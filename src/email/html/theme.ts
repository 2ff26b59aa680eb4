import { COLOURS, contrast, DARK_COLOURS, textOn } from '#contract/colours.ts';
import type { Masthead } from '../content/email-content.ts';
import { type Html, html } from './html.ts';

/**
 * Inline styles, since Gmail drops the style sheet for some accounts and in forwarded mails. Dark mode can only come from
 * the style sheet, so every coloured element also has a class: `b` background, `c` card, `t` text, `m` muted text, `l` line,
 * `k` button, `g` logo. Classes for narrow screens: `p` padded, `s` stacked, `u` and `w` the upper and lower one of two
 * stacked cells.
 */
export const STYLE = {
  card: `background-color:${COLOURS.card};border-radius:12px`,
  text: `color:${COLOURS.text}`,
  muted: `color:${COLOURS.muted}`,
  line: `border-bottom:1px solid ${COLOURS.line}`,
  placeholder: `background-color:${COLOURS.background}`,
  fontFamily: 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif',
  /** Repeated on every table: webmail in quirks mode lets tables inherit neither size nor colour. */
  table: `width:100%;font-size:15px;line-height:22px;color:${COLOURS.text}`,
  small: 'font-size:13px;line-height:20px',
  /** Long names, addresses and order ids break rather than widen the mail. */
  wrap: 'overflow-wrap:anywhere;word-break:break-word',
} as const;

/** WCAG 2.2, success criterion 1.4.11: what a button needs to stand out from its ground. */
const VISIBLE = 3;

/** A brand's own colours, and what follows from them. */
export interface Theme {
  readonly background: string;
  readonly button: string;
  readonly buttonText: string;
  /** Dark mode and narrow screens. Without it the mail is light, and still fits 320 px. */
  readonly styleSheet: Html;
}

export function themeOf(colours: Masthead['colours']): Theme {
  const { accent = COLOURS.text, accentText = textOn(accent), background = COLOURS.background } = colours;
  // A dark button on a dark card changes places with its text.
  const [darkButton, darkText] =
    contrast(accent, DARK_COLOURS.card) >= VISIBLE ? [accent, accentText] : [accentText, accent];
  return {
    background: `background-color:${background}`,
    button: `background-color:${accent};border-radius:8px`,
    buttonText: `color:${accentText}`,
    styleSheet: styleSheet(darkButton, darkText),
  };
}

/** The colours were checked to be colours: no data stands in a style sheet else. */
const styleSheet = (button: string, buttonText: string) => html`<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;width:100%!important;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}
@media (max-width:480px){
.p{padding-left:20px!important;padding-right:20px!important}
.c{padding-top:28px!important;padding-bottom:28px!important}
.s,.u,.w{display:block!important;width:auto!important}
.u{padding-bottom:0!important;border-bottom:0!important}
.w{padding:2px 0 16px!important;text-align:start!important}
}
@media (prefers-color-scheme:dark){
.b{background-color:${DARK_COLOURS.background}!important}
.c{background-color:${DARK_COLOURS.card}!important}
.t{color:${DARK_COLOURS.text}!important}
.m{color:${DARK_COLOURS.muted}!important}
.l{border-color:${DARK_COLOURS.line}!important}
.k{background-color:${button}!important}
.k a{color:${buttonText}!important}
.g{background-color:#ffffff!important;padding:8px!important;border-radius:8px!important}
}
</style>`;

/** For Outlook on Windows alone: its table cells inherit nothing from their table. */
export const OUTLOOK_HEAD = html`<!--[if mso]><style>td{font-size:15px;line-height:22px;color:#1c1c1a}td,div,p,a,h1,h2{font-family:Arial,sans-serif!important}</style><xml xmlns:o="urn:schemas-microsoft-com:office:office"><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->`;

/** Opens a table that only lays things out, and says so to screen readers. */
export const TABLE = html`<table role="presentation" class="t" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.table}">`;
