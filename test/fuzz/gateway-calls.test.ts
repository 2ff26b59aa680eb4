import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiCall } from '../../fuzz/gateway/api-call.ts';
import { API_CALLS } from '../../fuzz/gateway/gateway-calls.ts';
import { GatewayWorld } from '../../fuzz/gateway/gateway-world.ts';

let world: GatewayWorld;
beforeAll(async () => {
  world = await GatewayWorld.open();
});
afterAll(() => world.close());

/** By which calls of one service are told from others. */
const doorOf = ({ scope, protocol }: ApiCall) => `${scope}, ${protocol}`;

/** A call's action as the service's own list of them writes it; of REST, the method and the path. */
function actionOf(call: ApiCall): string {
  if (call.protocol === 'json') return call.target.slice(call.target.indexOf('.') + 1);
  return call.protocol === 'query' ? call.action : `${call.method} ${call.path.replace(/\?.*/, '')}`;
}

/** What the service says that it emulates, when it is asked for something else. */
async function emulated(call: ApiCall): Promise<readonly string[]> {
  const authorization = `AWS4-HMAC-SHA256 Credential=a/20261124/us-east-1/${call.scope}/aws4_request, Signature=x`;
  const target = call.protocol === 'json' && { 'x-amz-target': call.target.replace(/\..*/, '.Nothing') };
  const { body } = await world.handle({
    method: call.protocol === 'rest' ? 'GET' : 'POST',
    path: call.protocol === 'rest' ? '/v2/nothing' : '/',
    query: new URLSearchParams(),
    headers: { host: '127.0.0.1:4566', authorization, ...target },
    body: Buffer.from(call.protocol === 'query' ? 'Action=Nothing' : '{}'),
  });
  const [, list = ''] = /Emulated for \w+: ([^"<]*)\./.exec(String(body)) ?? [];
  return list.split(', ');
}

/** Those that have a service behind them: all but the local pages. */
const DOORS = new Map(API_CALLS.filter(({ scope }) => scope !== 'none').map((call) => [doorOf(call), call]));

test.each([...DOORS])('every action is among the calls that are edited: %s', async (door, one) => {
  const actions = await emulated(one);
  expect(actions.join()).not.toBe('');
  const called = API_CALLS.filter((call) => doorOf(call) === door).map(actionOf);
  const isCalled = (action: string) => {
    const segments = action.split(/\{\w+\}/).map(RegExp.escape);
    const pattern = new RegExp(`^${segments.join('[^/]+')}$`);
    return called.some((each) => pattern.test(each));
  };
  expect(actions.filter((action) => !isCalled(action))).toEqual([]);
});

test('every service is among them', async () => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=a/20261124/us-east-1/nothing/aws4_request, Signature=x';
  const { body } = await world.handle({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { host: '127.0.0.1:4566', authorization },
    body: Buffer.from(''),
  });
  const [, list = ''] = /Emulated: ([^"<]*)\./.exec(String(body)) ?? [];
  const scopes = new Set(API_CALLS.map(({ scope }) => scope));
  expect(list.split(', ').filter((scope) => !scopes.has(scope))).toEqual([]);
});
