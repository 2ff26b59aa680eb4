import { AwsError } from './aws-error.ts';
import type { HttpRequest } from './http.ts';

/**
 * The gateway listens on loopback only, and a web page in the user's own browser can still reach it there: by a form that
 * posts to 127.0.0.1, by a domain that it rebinds to 127.0.0.1, or by an image or link whose address looks presigned. Browsers tell:
 * the first has a foreign `Origin`, the second a foreign `Host`, the third a `Sec-Fetch-Site`. SDKs send neither the first nor the last.
 */
export function refuseForeignPages({ headers }: HttpRequest): void {
  if (headers.host !== undefined && !isLoopback(headers.host)) {
    throw new AwsError(
      'AccessDenied',
      `Host is "${headers.host}". The local cloud answers only to a loopback name: 127.0.0.1, [::1], localhost or *.localhost.`,
      { status: 403 },
    );
  }
  if (headers.origin !== undefined && !isLoopback(headers.origin.replace(/^https?:\/\//, ''))) {
    throw new AwsError(
      'AccessDenied',
      `Origin is "${headers.origin}". The local cloud answers web pages only from a loopback address.`,
      { status: 403 },
    );
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none' && site !== 'same-origin') {
    throw new AwsError(
      'AccessDenied',
      `Sec-Fetch-Site is "${site}". The local cloud answers a browser only for its own pages and what the user typed: none, same-origin.`,
      { status: 403 },
    );
  }
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|([a-z0-9-]+\.)*localhost)(:\d+)?$/i;

function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
