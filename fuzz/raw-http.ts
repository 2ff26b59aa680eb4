import { connect } from 'node:net';

/** A request as it goes over the wire: nothing of it is checked or encoded. */
export interface RawRequest {
  readonly method: string;
  /** What stands between the method and the version. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** An answer as it came; names in lower case. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server that does not answer for so long hangs, in milliseconds. */
const NO_ANSWER_MS = 30_000;

/**
 * Sends the bytes and reads until the server ends the connection. `Connection: close` is added, so that it does.
 *
 * @returns undefined where the server cut the connection without a word
 */
export async function rawHttp(port: number, request: RawRequest): Promise<RawResponse | undefined> {
  const bytes = await exchange(port, bytesOf(request));
  return bytes.length === 0 ? undefined : parsed(bytes.toString('utf8'));
}

function bytesOf({ method, target, headers, body }: RawRequest): Buffer {
  const length = body.length === 0 ? [] : [['Content-Length', String(body.length)] as const];
  const lines = [...headers, ...length, ['Connection', 'close'] as const].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    body,
  ]);
}

function exchange(port: number, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(bytes));
    socket.setTimeout(NO_ANSWER_MS, () => {
      socket.destroy();
      reject(new Error(`No answer within ${NO_ANSWER_MS} ms.`));
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses the rest of a request resets the connection, after its answer or in place of one.
    socket.on('error', () => resolve(Buffer.concat(chunks)));
    socket.on('close', () => resolve(Buffer.concat(chunks)));
  });
}

function parsed(text: string): RawResponse {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: text.slice(end + 4),
  };
}
