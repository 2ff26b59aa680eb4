import type { HttpRequest, HttpResponse } from '../../gateway/http.ts';
import type { Inbox } from './inbox.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

/**
 * The inbox over HTTP, for the console and for tests:
 *
 *   GET /_local/mails?limit=50&before=<seq>&recipient=<part of an address>
 *   GET /_local/mails/count
 *   GET /_local/mails/<messageId>
 *   GET /_local/mails/<messageId>/raw
 *
 * Undefined for every other path.
 */
export function mailPages(inbox: Inbox): (request: HttpRequest) => Promise<HttpResponse | undefined> {
  return async ({ method, path, query }) => {
    const match = /^\/_local\/mails(?:\/([^/]+)(\/raw)?)?\/?$/.exec(path);
    if (!match || method !== 'GET') return undefined;
    const [, encoded, raw] = match;
    const id = encoded === undefined ? undefined : decoded(encoded);
    if (id === undefined) return json(200, { mails: inbox.list(listQuery(query)), count: inbox.count() });
    if (id === 'count') return json(200, { count: inbox.count() });
    if (raw) return message(await inbox.raw(id));
    const mail = await inbox.get(id);
    return mail ? json(200, mail) : noSuchMail();
  };
}

/** What is not percent-encoded is an id of no mail. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function listQuery(query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  const before = Number(query.get('before') ?? Number.NaN);
  return {
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, MAX_LIMIT) : DEFAULT_LIMIT,
    before: Number.isInteger(before) ? before : undefined,
    recipient: query.get('recipient') ?? undefined,
  };
}

function json(status: number, body: object): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function message(mime: Buffer | undefined): HttpResponse {
  if (!mime) return noSuchMail();
  return { status: 200, headers: { 'content-type': 'message/rfc822' }, body: mime };
}

function noSuchMail(): HttpResponse {
  return json(404, { message: 'There is no mail with this message id. List them at /_local/mails.' });
}
