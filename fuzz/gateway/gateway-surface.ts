import fc from 'fast-check';
import { type RawResponse, rawHttp } from '../raw-http.ts';
import { holds, type Surface } from '../surface.ts';
import type { Tally } from '../tally.ts';
import { type GatewayRequest, gatewayRequest } from './gateway-requests.ts';
import { GatewayWorld } from './gateway-world.ts';

/** So many checks share an account, since the services take longer to open than to answer. */
const CHECKS_PER_ACCOUNT = 40;

/** What anything on the machine, or a page in its browser, may send to the local cloud. */
export const gatewaySurface: Surface<readonly GatewayRequest[]> = {
  name: 'gateway',
  async open(tally) {
    const world = await GatewayWorld.open();
    let checks = 0;
    return {
      cases: fc.array(gatewayRequest, { minLength: 1, maxLength: 6, size: 'max' }),
      async check(requests) {
        if (++checks % CHECKS_PER_ACCOUNT === 0) await world.renew();
        world.logged.length = 0;
        for (const request of requests) await checkRequest(world, request, tally);
        await checkGoodRequest(world, tally);
      },
      close: () => world.close(),
    };
  },
};

async function checkRequest(world: GatewayWorld, request: GatewayRequest, tally: Tally): Promise<void> {
  await world.idle();
  const before = world.rowsWritten();
  const response = await answerTo(world, request);
  const bugs = world.logged.filter((line) => line.startsWith('Bug'));
  holds(bugs.length === 0, 'nothing in the local cloud fails', bugs);
  if (!response) return tally.refused('connection cut');
  const { status } = response;
  holds(status === 200 || (status >= 400 && status < 500), 'input is answered, or refused as input', status);
  // Too long a head is refused by Node, before anybody has read whose it is.
  if (request.foreign) holds(status === 403 || status === 431, 'a foreign page is refused', status);
  if (status === 200) return tally.accepted('200');
  holds(world.rowsWritten() === before, 'what is refused changes nothing', request.target);
  tally.refused(codeIn(request, response));
}

/** The error's name, in the place where a client of the protocol looks for it. */
function codeIn({ method, target, via }: GatewayRequest, { status, headers, body }: RawResponse): string {
  const type = headers['content-type'] ?? '';
  if (via === 'socket' && body === '' && (method === 'HEAD' || status === 400 || status === 431))
    return `${status} without a body`;
  if (target.startsWith('/_local/')) {
    holds(
      body.length > 0 && /^(?:application\/json|text\/plain)/.test(type),
      'a local page says what is wrong',
      headers,
    );
    return `${status} of a local page`;
  }
  const code = type.startsWith('text/xml')
    ? /<Error>.*<Code>([\w.]+)<\/Code><Message>.+<\/Message>/s.exec(body)?.[1]
    : type.startsWith('application/x-amz-json-1.')
      ? typeIn(body)
      : type === 'application/json'
        ? headers['x-amzn-errortype']
        : undefined;
  holds(code !== undefined && /^[\w.]+$/.test(code), 'a refusal has a name in its protocol', {
    status,
    type,
    body,
  });
  return code;
}

function typeIn(body: string): string | undefined {
  const { __type } = JSON.parse(body) as { __type?: string };
  return __type?.slice(__type.indexOf('#') + 1);
}

async function checkGoodRequest(world: GatewayWorld, tally: Tally): Promise<void> {
  const authorization = 'AWS4-HMAC-SHA256 Credential=a/20261124/us-east-1/sts/aws4_request, Signature=x';
  const good = await world.handle({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { host: '127.0.0.1:4566', authorization },
    body: Buffer.from('Action=GetCallerIdentity&Version=2011-06-15'),
  });
  holds(good.status === 200, 'a good request right after works', good.status);
  tally.neighbour();
}

async function answerTo(world: GatewayWorld, request: GatewayRequest): Promise<RawResponse | undefined> {
  if (request.via === 'socket') return await rawHttp(world.port, request);
  const { method, target, headers, body } = request;
  const [path = '', ...query] = target.split('?');
  const response = await world.handle({
    method,
    path,
    query: new URLSearchParams(query.join('?')),
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body,
  });
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(response.body as string).toString('utf8'),
  };
}
