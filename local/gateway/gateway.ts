import { sayFailed } from '../background.ts';
import { DISK_FULL, isDiskFull } from '../disk-full.ts';
import { authorize } from '../iam/authorize.ts';
import type { Principal } from '../iam/policy.ts';
import type { World } from '../world.ts';
import { AwsError } from './aws-error.ts';
import { refuseForeignPages } from './caller-check.ts';
import { type Credential, credentialOf } from './credential.ts';
import { errorResponse } from './error-response.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import type { Call, Interceptor } from './interceptor.ts';
import type { CallContext, Service } from './service.ts';

/** What a gateway is made of. */
export interface GatewayOptions {
  readonly world: World;
  readonly services: Iterable<Service>;
  /** Whose key it is. `undefined` means nobody's in particular: an administrator of the account. */
  readonly principalOf: (accessKeyId: string) => Principal | undefined;
  /** Unsigned pages below `/_local/`. `undefined` as an answer means there is no such page. */
  readonly localPages?: (request: HttpRequest) => Promise<HttpResponse | undefined>;
  /** What stands between a call and its service just now; asked at each call, so that it may change at any time. */
  readonly interception?: { readonly current: Interceptor | undefined };
  /** Told of each call that its service has executed, with what it answered. */
  readonly observe?: (call: Call, response: HttpResponse) => void;
}

/** The one endpoint of all services. */
export interface Gateway {
  /** Answers every request, also one that a service fails on: it never rejects. */
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/** Every service behind one endpoint, told apart by the credential scope that each SDK signs with. */
export function createGateway({
  world,
  services,
  principalOf,
  localPages,
  interception = NO_INTERCEPTION,
  observe,
}: GatewayOptions): Gateway {
  const byScope = new Map([...services].map((service) => [service.scope, service]));
  const administrator: Principal = {
    kind: 'account',
    accountId: world.accountId,
    arn: `arn:aws:iam::${world.accountId}:root`,
  };

  async function answer(request: HttpRequest, requestId: string): Promise<HttpResponse> {
    refuseForeignPages(request);
    if (request.path.startsWith('/_local/')) return localPage(request);
    const credential = credentialOf(request);
    if (!credential) throw missingToken();
    const service = serviceFor(credential, byScope);
    const context = contextFor(request, requestId, credential);
    const call = { service: service.scope, principal: context.principal, requestId, request };
    const execute = async () => {
      const response = await service.handle(request, context);
      observe?.(call, response);
      return response;
    };
    const intercept = interception.current;
    return await (intercept ? intercept(call, execute) : execute());
  }

  async function localPage(request: HttpRequest): Promise<HttpResponse> {
    const page = await localPages?.(request);
    return page ?? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'No such local page.\n' };
  }

  function contextFor(request: HttpRequest, requestId: string, { accessKeyId }: Credential): CallContext {
    const principal = principalOf(accessKeyId) ?? administrator;
    return {
      requestId,
      principal,
      host: request.headers.host,
      clientGone: request.clientGone ?? (() => false),
      authorize: (question) => authorize(principal, { account: world.accountId, ...question }),
    };
  }

  return {
    async handle(request) {
      const requestId = world.newId();
      try {
        return await answer(request, requestId);
      } catch (error) {
        if (error instanceof AwsError) return errorResponse(request, error, requestId);
        if (isDiskFull(error)) {
          sayFailed(world, 'A request', error);
          return errorResponse(request, diskFull(), requestId);
        }
        world.log(`Bug in the local cloud, request ${requestId}: ${placeOf(error)}`);
        return errorResponse(request, internalFailure(requestId), requestId);
      }
    },
  };
}

const NO_INTERCEPTION = { current: undefined };

function serviceFor({ scope }: Credential, byScope: ReadonlyMap<string, Service>): Service {
  const service = byScope.get(scope);
  if (service) return service;
  throw new AwsError(
    'UnknownService',
    `The service "${scope}" is not emulated by the local cloud. Emulated: ${[...byScope.keys()].sort().join(', ')}.`,
  );
}

function missingToken(): AwsError {
  return new AwsError(
    'MissingAuthenticationToken',
    'Request is missing Authentication Token. The local cloud takes any access key id and secret, but a request has to be signed with one.',
    { status: 403 },
  );
}

/** A 500, which SDKs repeat. */
function diskFull(): AwsError {
  return new AwsError('InternalFailure', DISK_FULL, { status: 500 });
}

function internalFailure(requestId: string): AwsError {
  return new AwsError(
    'InternalFailure',
    `The local cloud has a bug that this request met; its log names the place, under request ${requestId}.`,
    { status: 500 },
  );
}

/** Where it happened, without the message: a parser's message quotes the body, which may be somebody's order. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.name, ...frames.slice(0, 4).map((frame) => frame.trim())].join(' ');
}
