import type { MiddlewareHandler } from 'hono';

/** Own files only, and no inline script or style. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * A mail is foreign content. It may bring its inline styles and show pictures over https, as it does in the customer's mail
 * program; whoever opens it then fetches them from the shop's site, without a referrer. No script, form, frame or font. Its
 * links open in a new tab.
 */
export const MAIL_SANDBOX = 'allow-popups allow-popups-to-escape-sandbox';
const MAIL_POLICY = [
  `sandbox ${MAIL_SANDBOX}`,
  "default-src 'none'",
  'img-src data: https:',
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
].join('; ');

const COMMON = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Pages show addresses and orders.
  'cache-control': 'no-store',
};

/** Of everything but a mail's own HTML. */
export const PAGE_HEADERS = { ...COMMON, 'content-security-policy': PAGE_POLICY, 'x-frame-options': 'DENY' };

/** The headers of a mail's own HTML, in place of a page's. */
export const MAIL_DOCUMENT_HEADERS = {
  'content-security-policy': MAIL_POLICY,
  'x-frame-options': 'SAMEORIGIN',
};

/** Set before the answer is made, so that an answer may replace them and every answer has them: errors too. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value);
  await next();
};
