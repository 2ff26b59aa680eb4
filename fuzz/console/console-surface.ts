import fc from 'fast-check';
import { checkMarkup } from '../markup.ts';
import { type RawResponse, rawHttp } from '../raw-http.ts';
import { holds, type Surface } from '../surface.ts';
import type { Tally } from '../tally.ts';
import { type ConsoleRequest, consoleRequest } from './console-requests.ts';
import { openConsole, SECRET, stateOf } from './console-world.ts';
import { MAIL_HEADERS, PAGE_HEADERS } from './expected-headers.ts';

type Console = Awaited<ReturnType<typeof openConsole>>;

/** What the console answers: a page, one after a change, a refusal in words. 5xx is for what it cannot reach. */
const STATUSES: ReadonlySet<number> = new Set([200, 303, 400, 403, 404, 409, 413]);

/** Of what must not be: by the guards, or before them where there is no address. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 413]);

/** What Node answers itself, without a body, to what is no HTTP, or too long a head. */
const NO_HTTP: ReadonlySet<number> = new Set([400, 431]);

/** What a browser, or anything else on the machine, may send to the console. */
export const consoleSurface: Surface<readonly ConsoleRequest[]> = {
  name: 'console',
  async open(tally) {
    const console = await openConsole();
    return {
      cases: fc.array(consoleRequest, { minLength: 1, maxLength: 5, size: 'max' }),
      async check(requests) {
        console.renew();
        for (const request of requests) await checkRequest(console, request, tally);
      },
      close: console.close,
    };
  },
};

async function checkRequest(console: Console, request: ConsoleRequest, tally: Tally): Promise<void> {
  const before = stateOf(console.world);
  const response = await answerTo(console, request);
  const after = stateOf(console.world);
  const { logged } = console.world;
  holds(logged.length === 0, 'nothing in the console fails', logged);
  if (!response) return tally.refused('connection cut');
  const { status, headers, body } = response;
  if (
    body === '' &&
    request.via === 'socket' &&
    NO_HTTP.has(status) &&
    headers['content-security-policy'] === undefined
  ) {
    holds(after === before, 'what is no HTTP changes nothing');
    holds(Object.keys(headers).join() === 'connection', 'what is no HTTP is answered with nothing', headers);
    return tally.refused(`${status} by Node: no HTTP`);
  }
  holds(STATUSES.has(status), 'the status is one that is documented', status);
  checkHeaders(request, response);
  checkBody(response);
  if (status === 303) checkRedirect(headers.location ?? '');
  if (!mayRead(request)) {
    holds(REFUSALS.has(status), 'a foreign name is refused', [status, request.host]);
    holds(!body.includes(SECRET), 'a foreign name reads nothing');
  }
  if (!mayChange(request))
    holds(after === before, 'nothing changes unless a page of the console asks for it');
  if (request.method === 'POST' && !mayChange(request)) holds(REFUSALS.has(status), 'it is refused', status);
  if (status < 400) tally.accepted(String(status));
  else tally.refused(String(status));
}

async function answerTo(console: Console, request: ConsoleRequest): Promise<RawResponse | undefined> {
  const { via, method, target, contentType, body } = request;
  const own = via === 'socket' ? `127.0.0.1:${console.port}` : 'localhost';
  const host = request.host === 'own' ? own : request.host;
  const origin = request.origin === 'own' ? `http://${own}` : request.origin;
  const headers = Object.entries({
    host,
    origin,
    'sec-fetch-site': request.site,
    'content-type': contentType,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (via === 'socket')
    return await rawHttp(console.port, {
      method,
      target: target.replaceAll(/[\r\n]/g, ''),
      headers,
      body: Buffer.from(body),
    });
  // What is no path cannot be asked for in this way.
  const path = target.startsWith('/') ? target : `/${target}`;
  const withBody = !['GET', 'HEAD'].includes(method) && { body };
  const response = await console.app.request(path, { method, headers, ...withBody });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

const LOOPBACK = /^(?:own|127\.0\.0\.1(?:\t)?|LOCALHOST|\[::1\]:8025)$/;

const mayRead = ({ host }: ConsoleRequest) => LOOPBACK.test(host);

/** As a browser tells of a form on a page of the console, or of none. */
function mayChange({ method, host, origin, site }: ConsoleRequest): boolean {
  if (!/^post$/i.test(method) || !LOOPBACK.test(host)) return false;
  if (site === undefined) return origin === 'own';
  return site === 'same-origin' && (origin === 'own' || origin === undefined || origin === 'null');
}

function checkHeaders({ method }: ConsoleRequest, { status, headers }: RawResponse): void {
  const isMail = headers['x-frame-options'] === 'SAMEORIGIN';
  for (const [name, value] of Object.entries(isMail ? MAIL_HEADERS : PAGE_HEADERS))
    holds(headers[name] === value, `every answer has the header ${name}`, {
      method,
      status,
      value: headers[name],
    });
  holds(headers['access-control-allow-origin'] === undefined, 'no other site may read');
  holds(headers['set-cookie'] === undefined, 'there are no cookies');
}

const STACK = /\bat (?:async )?[\w.<>]* ?\(?(?:file:|\/)[^\s)]+:\d+:\d+/;

function checkBody({ headers, body }: RawResponse): void {
  holds(!STACK.test(body), 'no answer tells where in the code it failed');
  const isPage = headers['content-type']?.startsWith('text/html') && headers['x-frame-options'] === 'DENY';
  if (isPage) checkMarkup(body, /^(?:\/(?!\/|\\)|#|https:|mailto:|$)/);
}

function checkRedirect(location: string): void {
  holds(/^\/(?![/\\])/.test(location), 'a redirect stays on the console', location);
}
