import { html } from './html.ts';

const COLOR = { background: '#f4f4f2', card: '#ffffff', text: '#1c1c1a', muted: '#6b6b66', line: '#e7e7e3' };

/**
 * Inline styles, since Gmail drops the style sheet for some accounts and in forwarded mails. Dark mode can only come from
 * the style sheet, so every coloured element also has a class: `b` background, `c` card, `t` text, `m` muted text, `l` line,
 * `k` button. Classes for narrow screens: `p` padded, `s` stacked, `u` and `w` the upper and lower one of two stacked cells.
 */
export const STYLE = {
  background: `background-color:${COLOR.background}`,
  card: `background-color:${COLOR.card};border-radius:12px`,
  text: `color:${COLOR.text}`,
  muted: `color:${COLOR.muted}`,
  line: `border-bottom:1px solid ${COLOR.line}`,
  button: `background-color:${COLOR.text};border-radius:8px`,
  buttonText: `color:${COLOR.card}`,
  fontFamily: 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif',
  /** Repeated on every table: webmail in quirks mode lets tables inherit neither size nor colour. */
  table: `width:100%;font-size:15px;line-height:22px;color:${COLOR.text}`,
  small: 'font-size:13px;line-height:20px',
  /** Long names, addresses and order ids break rather than widen the mail. */
  wrap: 'overflow-wrap:anywhere;word-break:break-word',
} as const;

/** Dark mode and narrow screens. Without it the mail is light, and still fits 320 px. */
export const STYLE_SHEET = html`<style>
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
.b{background-color:#111110!important}
.c{background-color:#1c1c1b!important}
.t{color:#f2f2ef!important}
.m{color:#a6a6a0!important}
.l{border-color:#363634!important}
.k{background-color:#f2f2ef!important}
.k a{color:#1c1c1a!important}
}
</style>`;

/** For Outlook on Windows alone: its table cells inherit nothing from their table. */
export const OUTLOOK_HEAD = html`<!--[if mso]><style>td{font-size:15px;line-height:22px;color:#1c1c1a}td,div,p,a,h1,h2{font-family:Arial,sans-serif!important}</style><xml xmlns:o="urn:schemas-microsoft-com:office:office"><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->`;

/** Opens a table that only lays things out, and says so to screen readers. */
export const TABLE = html`<table role="presentation" class="t" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.table}">`;
