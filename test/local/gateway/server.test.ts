import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '#local/gateway/http.ts';
import { type ListenOptions, listen } from '#local/gateway/server.ts';

const fine: HttpResponse = { status: 200, headers: {}, body: 'fine' };

async function start(
  handle: (request: HttpRequest) => Promise<HttpResponse> = async () => fine,
  options: Partial<ListenOptions> = {},
) {
  const server = await listen(handle, { host: '127.0.0.1', port: 0, closeGraceMs: 0, ...options });
  const url = `http://127.0.0.1:${server.port}`;
  return { ...server, url, [Symbol.asyncDispose]: server.close };
}

/** Sends raw bytes and gives back what came until the pattern appeared. */
async function exchange(socket: Socket, send: string, until: RegExp): Promise<string> {
  socket.write(send);
  let received = '';
  while (!until.test(received)) received += String((await once(socket, 'data'))[0]);
  return received;
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

test('hands over the whole request, path and query apart', async () => {
  const seen: HttpRequest[] = [];
  await using server = await start(async (request) => {
    seen.push(request);
    return fine;
  });
  await fetch(`${server.url}/a%2Fb?x=1&x=2`, {
    method: 'PUT',
    headers: { 'X-Some': 'Thing' },
    body: 'é'.repeat(200_000),
  });
  expect(seen[0]).toMatchObject({ method: 'PUT', path: '/a%2Fb', headers: { 'x-some': 'Thing' } });
  expect(seen[0]!.query.getAll('x')).toEqual(['1', '2']);
  expect(seen[0]!.body.toString()).toBe('é'.repeat(200_000));
});

test('a body above the limit is answered 413, one at the limit is taken', async () => {
  await using server = await start(undefined, { maxBodyBytes: 1_000 });
  const post = async (body: string) => (await fetch(server.url, { method: 'POST', body })).status;
  expect(await post('x'.repeat(1_000))).toBe(200);
  expect(await post('x'.repeat(1_001))).toBe(413);
  expect(await post('x'.repeat(5_000_000))).toBe(413);
});

test('a client that waits to be told to go on is told', async () => {
  await using server = await start(async ({ body }) => ({ ...fine, body }));
  const socket = await connected(server.port);
  const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n';
  expect(await exchange(socket, head, /\r\n\r\n/)).toContain('100 Continue');
  expect(await exchange(socket, 'hello', /hello/)).toContain('200 OK');
  socket.destroy();
});

test('a client that drops in the middle of its body is not served, and harms nobody', async () => {
  const seen: string[] = [];
  await using server = await start(async ({ path }) => {
    seen.push(path);
    return fine;
  });
  const socket = await connected(server.port);
  await new Promise<void>((resolve) => {
    socket.write('POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc', () => resolve());
  });
  socket.resetAndDestroy();
  await once(socket, 'close');
  expect((await fetch(`${server.url}/whole`)).status).toBe(200);
  expect(seen).toEqual(['/whole']);
});

test('a service sees that its client has hung up, and its late answer harms nobody', async () => {
  const arrived = Promise.withResolvers<HttpRequest>();
  const go = Promise.withResolvers<void>();
  await using server = await start(async (request) => {
    if (request.path !== '/poll') return fine;
    arrived.resolve(request);
    await go.promise;
    return fine;
  });
  const socket = await connected(server.port);
  socket.write('GET /poll HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const request = await arrived.promise;
  expect(request.clientGone?.()).toBe(false);
  socket.destroy();
  await expect.poll(() => request.clientGone?.()).toBe(true);
  go.resolve();
  expect((await fetch(server.url)).status).toBe(200);
});

test('bytes that are not HTTP end that connection alone', async () => {
  await using server = await start();
  const socket = await connected(server.port);
  expect(await exchange(socket, 'this is not HTTP\r\n\r\n', /\r\n/)).toContain('400 Bad Request');
  socket.destroy();
  expect((await fetch(server.url)).status).toBe(200);
});

describe('closing', () => {
  test('ends long polls after the grace, and does not wait for idle connections', async () => {
    const arrived = Promise.withResolvers<void>();
    const server = await start(() => {
      arrived.resolve();
      return new Promise(() => {});
    });
    const poll = fetch(server.url);
    await arrived.promise;
    await Promise.all([server.close(), expect(poll).rejects.toThrow()]);
    await expect(fetch(server.url)).rejects.toThrow();
  });
});

test('a taken port rejects with EADDRINUSE', async () => {
  await using server = await start();
  await expect(listen(async () => fine, { host: '127.0.0.1', port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('a body may come compressed', async () => {
  await using server = await start(async ({ body, headers }) => ({
    ...fine,
    body: `${headers['content-encoding']} ${body.length}`,
  }));
  const body = gzipSync('{}');
  const response = await fetch(server.url, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body });
  expect(await response.text()).toBe(`gzip ${body.length}`);
});
