/** What every answer of the console says to the browser, errors and redirects included. */
const COMMON = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Of everything but a mail's own HTML. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  'x-frame-options': 'DENY',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

/** Of a mail's own HTML, which is foreign content. */
export const MAIL_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  'x-frame-options': 'SAMEORIGIN',
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: https:; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'",
};
