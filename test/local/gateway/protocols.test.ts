import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '#local/gateway/http.ts';
import { jsonService } from '#local/gateway/protocols/json.ts';
import { queryService } from '#local/gateway/protocols/query.ts';
import { restJsonService } from '#local/gateway/protocols/rest-json.ts';
import type { CallContext, Service } from '#local/gateway/service.ts';

const context: CallContext = {
  requestId: 'request-1',
  principal: { kind: 'account', accountId: '123456789012', arn: 'arn:aws:iam::123456789012:root' },
  host: 'localhost',
  clientGone: () => false,
  authorize: () => {},
};

async function call(
  service: Service,
  parts: Partial<Omit<HttpRequest, 'body'>> & { body?: string | Buffer },
) {
  const { status, body } = await service.handle(
    {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      ...parts,
      body: Buffer.from(parts.body ?? ''),
    },
    context,
  );
  return { status, body: String(body) };
}

describe('query', () => {
  /** Answers with its input. */
  const echo = queryService({
    scope: 'test',
    namespace: 'ns',
    actions: { Echo: (input) => ({ Seen: JSON.stringify(input) }) },
  });
  const answering = (output: object) =>
    queryService({ scope: 'test', namespace: 'ns', actions: { Get: () => output } });

  test.each<[string, object]>([
    ['A=x&B=', { A: 'x', B: '' }],
    ['A.B=x&A.C=y', { A: { B: 'x', C: 'y' } }],
    ['A.member.2=b&A.member.1=a&A.member.10=c', { A: ['a', 'b', 'c'] }],
    ['A.member.1.B=x&A.member.1.C=y', { A: [{ B: 'x', C: 'y' }] }],
    ['A.entry.1.key=k&A.entry.1.value=v', { A: { k: 'v' } }],
    ['A.entry.1.Name=k&A.entry.1.Value.T=v', { A: { k: { T: 'v' } } }],
    ['A=%C3%A9%26%3D+%2B%0A', { A: 'é&= +\n' }],
  ])('reads %s', async (form, expected) => {
    const { body } = await call(echo, { body: `Action=Echo&${form}` });
    const seen = /<Seen>(.*)<\/Seen>/s.exec(body)![1]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    expect(JSON.parse(seen)).toEqual({ Action: 'Echo', ...expected });
  });

  test('reads a GET too', async () => {
    const query = new URLSearchParams('Action=Echo&A=x');
    expect((await call(echo, { method: 'GET', query })).status).toBe(200);
  });

  test.each<[object, string]>([
    [{ A: 'x', B: undefined, C: '' }, '<A>x</A><C></C>'],
    [{ A: ['x', 'y'], B: [] }, '<A><member>x</member><member>y</member></A><B></B>'],
    [{ A: new Map([['k', 'v']]) }, '<A><entry><key>k</key><value>v</value></entry></A>'],
    [{ A: { B: 1, C: true } }, '<A><B>1</B><C>true</C></A>'],
    [{ A: new Date(0) }, '<A>1970-01-01T00:00:00.000Z</A>'],
    [{ A: '<a href="b">&\r\n\u0000' }, '<A>&lt;a href=&quot;b&quot;&gt;&amp;&#13;\n\ufffd</A>'],
  ])('writes %o', async (output, expected) => {
    const { body } = await call(answering(output), { body: 'Action=Get' });
    expect(body).toContain(`<GetResponse xmlns="ns"><GetResult>${expected}</GetResult>`);
    expect(body).toContain('<RequestId>request-1</RequestId>');
  });

  test.each([
    ['Action=Echo&A.entry.1.value=x', 'MalformedInput'],
    ['Action=Echo&A.entry.1=x', 'MalformedInput'],
    [`Action=Echo&${'a.'.repeat(100_000)}b=x`, 'MalformedInput'],
    ['Action=constructor', 'InvalidAction'],
    ['Action=__proto__', 'InvalidAction'],
    ['', 'InvalidAction'],
  ])('refuses %.40s', async (body, code) => {
    const answer = await call(echo, { body });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(`<Code>${code}</Code>`);
  });

  test('names like those of every object are only names', async () => {
    const { body } = await call(echo, { body: 'Action=Echo&__proto__.x=1&constructor.y=2' });
    expect(body).toContain('__proto__');
    expect(({} as { x?: string }).x).toBeUndefined();
  });
});

describe('REST JSON', () => {
  const service = restJsonService({
    scope: 'test',
    routes: {
      'GET /v2/things/{Name}': (input) => ({ get: input }),
      'POST /v2/things': (input) => ({ post: input }),
    },
  });

  test.each<[string, string, string, string, object]>([
    ['GET', '/v2/things/a%2Fb%20c', '', '', { get: { Name: 'a/b c' } }],
    ['GET', '/v2/things/a/', 'x=1&y=2&y=3', '', { get: { Name: 'a', x: '1', y: ['2', '3'] } }],
    ['POST', '/v2/things', 'x=1', '{"x":0,"z":2}', { post: { x: '1', z: 2 } }],
  ])('%s %s?%s', async (method, path, query, body, expected) => {
    const answer = await call(service, { method, path, query: new URLSearchParams(query), body });
    expect(JSON.parse(answer.body)).toEqual(expected);
  });

  test.each([
    ['GET', '/v2/things/%zz', '', 'not percent-encoded'],
    ['POST', '/v2/things', '{', 'not a JSON object'],
    ['DELETE', '/v2/things/a', '', 'test:DELETE /v2/things/a is not emulated'],
    ['GET', '/v2/things', '', 'test:GET /v2/things is not emulated'],
  ])('refuses %s %s with %o', async (method, path, body, message) => {
    const answer = await call(service, { method, path, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body).message).toContain(message);
  });
});

describe('JSON', () => {
  const service = jsonService({
    scope: 'test',
    targetPrefix: 'Test',
    version: '1.0',
    actions: { Echo: (input) => input },
  });
  const headers = { 'x-amz-target': 'Test.Echo' };

  test('reads a compressed body', async () => {
    const answer = await call(service, {
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: gzipSync('{"a":"é"}'),
    });
    expect(JSON.parse(answer.body)).toEqual({ a: 'é' });
  });

  test.each<[string, Record<string, string>, string | Buffer, string]>([
    [
      'a body that is not compressed as it says',
      { 'content-encoding': 'gzip' },
      '{}',
      'SerializationException',
    ],
    [
      'a small body that unpacks to a huge one',
      { 'content-encoding': 'gzip' },
      gzipSync(`{"a":"${' '.repeat(60_000_000)}"}`),
      'SerializationException',
    ],
    ['another target', { 'x-amz-target': 'Other.Echo' }, '{}', 'UnknownOperationException'],
    ['an inherited name as action', { 'x-amz-target': 'Test.toString' }, '{}', 'UnknownOperationException'],
  ])('refuses %s', async (_name, more, body, type) => {
    const answer = await call(service, { headers: { ...headers, ...more }, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body).__type).toBe(type);
  });
});
