import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from './aws-error.ts';
import { errorResponse } from './error-response.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/** Where to listen. Port 0 takes any free one. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Longest request body in bytes; a longer one is answered 413. @default 50 MiB, above every limit of the services */
  readonly maxBodyBytes?: number;
  /** How long `close` waits for requests under way, in milliseconds. @default 1000 */
  readonly closeGraceMs?: number;
}

/** A running HTTP server. */
export interface Listening {
  readonly port: number;
  /** Takes no new requests, lets those under way finish for a moment, then cuts the rest (long polls, mostly). */
  close(): Promise<void>;
}

const DEFAULT_MAX_BODY_BYTES = 50 * 1024 * 1024;
const DEFAULT_CLOSE_GRACE_MS = 1_000;

/** Serves `handle` over HTTP. Rejects with code `EADDRINUSE` where the port is taken. */
export async function listen(
  handle: (request: HttpRequest) => Promise<HttpResponse>,
  { host, port, maxBodyBytes = DEFAULT_MAX_BODY_BYTES, closeGraceMs = DEFAULT_CLOSE_GRACE_MS }: ListenOptions,
): Promise<Listening> {
  // Keep-alive 0: the client decides when a connection ends. A server that hangs up first races with the client's next
  // request, which then fails with ECONNRESET.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    readBody(incoming, maxBodyBytes, (body) => {
      void respond(handle, toRequest(incoming, response, body), body !== undefined, response);
    });
  });
  await listening(server, host, port);
  return { port: (server.address() as AddressInfo).port, close: () => close(server, closeGraceMs) };
}

/** Calls back once the request is whole: with its body, or with `undefined` if that is too long. Never, if the client drops. */
function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
  done: (body: Buffer | undefined) => void,
): void {
  let chunks: Buffer[] = [];
  let length = 0;
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    // Too long: read on without keeping it, since a client that is still writing would not see an early answer.
    if (length > maxBytes) chunks = [];
    else chunks.push(chunk);
  });
  incoming.on('end', () => {
    if (length > maxBytes) done(undefined);
    else done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
  });
  // A client that drops in the middle: nobody is left to answer, and nothing has been done yet.
  incoming.on('error', () => {});
}

const NO_BODY = Buffer.alloc(0);
const NO_QUERY = new URLSearchParams();

function toRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  body: Buffer | undefined,
): HttpRequest {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? NO_QUERY : new URLSearchParams(url.slice(mark + 1)),
    // Only `set-cookie`, which clients do not send, would be a list.
    headers: incoming.headers as Record<string, string>,
    body: body ?? NO_BODY,
    clientGone: () => response.destroyed,
  };
}

async function respond(
  handle: (request: HttpRequest) => Promise<HttpResponse>,
  request: HttpRequest,
  fits: boolean,
  response: ServerResponse,
): Promise<void> {
  const answer = fits ? await handle(request) : tooLarge(request);
  if (answer.hangUp) response.destroy();
  if (response.destroyed) return;
  const body = answer.body;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function tooLarge(request: HttpRequest): HttpResponse {
  const error = new AwsError('RequestEntityTooLarge', 'The request body is too long for the local cloud.', {
    status: 413,
  });
  return errorResponse(request, error, 'none');
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
