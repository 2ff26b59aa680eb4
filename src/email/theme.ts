import { html } from './html.ts';

/**
 * Inline styles, since Gmail drops the style sheet of some accounts and forwards. Dark mode can only come from the style
 * sheet, so every coloured element also has a class: `t` text, `m` muted text, `l` line, `c` card, `b` background.
 */
export const STYLE = {
  background: 'background-color:#f4f4f2',
  card: 'background-color:#ffffff;border-radius:12px',
  text: 'color:#1c1c1a',
  muted: 'color:#6b6b66',
  line: 'border-bottom:1px solid #e7e7e3',
  button: 'background-color:#1c1c1a;border-radius:8px',
  buttonText: 'color:#ffffff',
  font: 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:22px',
  /** Long names, addresses and order ids break rather than widen the mail. */
  wrap: 'overflow-wrap:anywhere;word-break:break-word',
} as const;

/** The style sheet: dark mode and narrow screens. Without it the mail is light, and still fits 320 px. */
export const STYLE_SHEET = html`<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;width:100%!important;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}
@media (max-width:480px){
.p{padding-left:20px!important;padding-right:20px!important}
.s{display:block!important;width:auto!important;padding-right:0!important}
}
@media (prefers-color-scheme:dark){
.b{background-color:#111110!important}
.c{background-color:#1c1c1b!important}
.t{color:#f2f2ef!important}
.m{color:#a6a6a0!important}
.l{border-color:#363634!important}
.k{background-color:#f2f2ef!important}
.k a{color:#1c1c1a!important}
.i{background-color:#2a2a28!important}
}
</style>`;

/** For Outlook on Windows alone, whose table cells inherit no font. */
export const OUTLOOK_HEAD = html`<!--[if mso]><style>td,div,p,a,h1,h2{font-family:Arial,sans-serif!important}</style><xml xmlns:o="urn:schemas-microsoft-com:office:office"><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->`;
