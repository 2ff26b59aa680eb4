import type { Call } from '../gateway/interceptor.ts';
import type { CallName } from './settings.ts';

/** The name of a call, in whichever of the protocols it is made. */
export function callNameOf({ service, request }: Pick<Call, 'service' | 'request'>): CallName {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) return { service, action: target.slice(target.indexOf('.') + 1) };
  const route = `${request.method} ${request.path}`;
  const rest = REST_ACTIONS.find(([pattern]) => pattern.test(route));
  if (rest) return { service, action: rest[1] };
  const form = new URLSearchParams(request.body.toString('utf8'));
  return { service, action: form.get('Action') ?? request.query.get('Action') ?? route };
}

/** A REST call has no name on the wire. Those that functions make: */
const REST_ACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^POST \/v2\/email\/outbound-emails\/?$/, 'SendEmail'],
  [/^GET \/v2\/email\/account\/?$/, 'GetAccount'],
  [/^DELETE \/v2\/email\/suppression\/addresses\/[^/]+$/, 'DeleteSuppressedDestination'],
];
