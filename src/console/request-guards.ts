import type { Context } from 'hono';

/** Why a request must not be answered, in a sentence; undefined where it may be. */
export function refusalOf(c: Context): string | undefined {
  return foreignHost(c) ?? foreignSite(c);
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)(:\d+)?$/i;

/**
 * The console listens on loopback, and a site in the user's own browser may still point its name there (DNS rebinding), and
 * would then read every page as its own. It cannot choose its `Host`.
 */
function foreignHost(c: Context): string | undefined {
  const host = hostOf(c);
  if (LOOPBACK.test(host)) return undefined;
  return `This request is for “${host}”. The console answers to 127.0.0.1, [::1] and localhost only.`;
}

const hostOf = (c: Context) => c.req.header('host') ?? new URL(c.req.url).host;

/** A form on another site could post here; reading changes nothing. */
function foreignSite(c: Context): string | undefined {
  if (['GET', 'HEAD'].includes(c.req.method) || comesFromOwnPage(c)) return undefined;
  return 'This request did not come from a page of the console, so nothing was done.';
}

function comesFromOwnPage(c: Context): boolean {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  // Not the origin of the target, which may be an address of any kind.
  const isOwn = origin === `http://${hostOf(c)}`;
  // Under `no-referrer`, browsers send our own forms with the origin `null`; the other header has to prove it then.
  if (site === 'same-origin') return isOwn || origin === undefined || origin === 'null';
  return site === undefined && isOwn;
}
