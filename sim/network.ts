import type { Gateway } from '#local/gateway/gateway.ts';
import type { HttpRequest, HttpResponse } from '#local/gateway/http.ts';
import type { Timers } from '#local/world.ts';
import type { CallFaults, RunOptions } from './options.ts';
import type { Random } from './random.ts';

/** A running environment as the network sees it. */
export interface Host {
  readonly name: string;
  readonly alive: boolean;
  /** Whether a slow table is slow for it. */
  readonly mayBeSlow: boolean;
  /** Tells that one more step of its calls is done. It may die of it. */
  step(): void;
  /** Tells that a call was made whose outcome the network spoiled. */
  disturbed(): void;
}

/** The SDK's request, as far as it is used. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface SdkResponse {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  };
}

/** What a client's own handler was configured with. */
interface Timeouts {
  readonly requestTimeout?: number;
  readonly throwOnRequestTimeout?: boolean;
}

export interface NetworkDeps {
  readonly timers: Timers;
  readonly random: Random;
  readonly options: RunOptions;
  readonly gateway: () => Gateway;
  /** Whether calls go wrong now. */
  readonly faulty: () => boolean;
  readonly onCall: (call: Call) => void;
}

/** A call as it leaves its host. */
export interface Call {
  readonly host: Host;
  readonly service: Service;
  readonly operation: string;
  readonly body: string;
  /** What will go wrong with it, in words. */
  readonly fault: string | undefined;
}

type Service = keyof RunOptions['calls'] | 'sns';
type Fault = keyof CallFaults;

/** A client of the AWS SDK. */
interface Client {
  readonly config: { requestHandler: object };
}

/**
 * The way between the SDK's clients and the cloud: calls take time, and go wrong. Of the SDK only the request handler is
 * replaced; signatures, serializers, errors and retries are its own.
 *
 *   step            step                    step
 *   leaves ──────▶ the cloud does it ─────▶ the reply is there
 */
export class Network {
  readonly #deps: NetworkDeps;
  /** Whose call the cloud is at work on; meaningful only while it is. */
  caller: Host | undefined;

  constructor(deps: NetworkDeps) {
    this.#deps = deps;
  }

  /** Puts a host's client on this network. Its own timeouts go on to hold. */
  connect<C extends Client>(client: C, host: Host): C {
    const own = client.config.requestHandler as { configProvider?: Promise<Timeouts> };
    client.config.requestHandler = {
      metadata: { handlerProtocol: 'http/1.1' },
      handle: async (request: SdkRequest) =>
        await this.#call(host, request, (await own.configProvider) ?? {}),
      destroy: () => {},
      updateHttpClientConfig: () => {},
      httpHandlerConfigs: () => ({}),
    };
    return client;
  }

  #call(
    host: Host,
    request: SdkRequest,
    { requestTimeout, throwOnRequestTimeout }: Timeouts,
  ): Promise<SdkResponse> {
    const { timers, onCall } = this.#deps;
    const service = serviceOf(request);
    const fault = this.#draw(service);
    const out = this.#latency(host, service) + (fault === 'slowRequest' ? this.#slowness() : 0);
    const back = this.#latency(host, service) + (fault === 'slowReply' ? this.#slowness() : 0);
    return new Promise((resolve, reject) => {
      host.step();
      // A killed environment's code may run on for a moment in this process; nothing it asks for leaves any more.
      if (!host.alive) return;
      const tooSlow = throwOnRequestTimeout && out + back > (requestTimeout ?? Number.POSITIVE_INFINITY);
      if (fault || tooSlow) host.disturbed();
      const spoiled = fault ? WORDS[fault] : tooSlow ? 'no reply in time' : undefined;
      const body = bytesOf(request).toString();
      onCall({ host, service, operation: operationOf(request), body, fault: spoiled });
      if (fault === 'refused') return this.#later(host, out, () => reject(networkError('ECONNREFUSED')));
      if (requestTimeout && tooSlow)
        this.#later(host, requestTimeout, () => reject(timeoutError(requestTimeout)));
      timers.schedule(out, () => {
        const answer = this.#answer(host, service, request, fault);
        host.step();
        void answer.then((response) =>
          this.#later(host, back, () =>
            response === undefined ? reject(networkError('ECONNRESET')) : resolve(sdkResponse(response)),
          ),
        );
      });
    });
  }

  /** What comes back: nothing where the connection breaks. */
  async #answer(
    host: Host,
    service: Service,
    request: SdkRequest,
    fault: Fault | undefined,
  ): Promise<HttpResponse | undefined> {
    if (fault === 'resetBefore') return undefined;
    if (fault === 'failedBefore') return failure(500, SERVER_ERROR[service]);
    if (fault === 'throttled') return failure(service === 'ses' ? 429 : 400, THROTTLED[service]);
    this.caller = host;
    const answer = this.#deps.gateway().handle(gatewayRequest(request));
    this.caller = undefined;
    const response = await answer;
    if (fault === 'replyLost') return undefined;
    if (fault === 'failedAfter') return failure(500, SERVER_ERROR[service]);
    return response;
  }

  #later(host: Host, delayMs: number, then: () => void): void {
    this.#deps.timers.schedule(delayMs, () => {
      host.step();
      if (host.alive) then();
    });
  }

  #draw(service: Service): Fault | undefined {
    const { options, random, faulty } = this.#deps;
    if (options.faults === 'none' || !faulty()) return undefined;
    let left = random.next();
    // Only support calls SNS, and too seldom for faults of its own.
    const faults = options.calls[service === 'sns' ? 'sqs' : service];
    for (const [fault, probability] of Object.entries(faults)) {
      left -= probability;
      if (left < 0) return fault as Fault;
    }
    return undefined;
  }

  #latency(host: Host, service: Service): number {
    const { options, random, faulty } = this.#deps;
    const usual = options.latencyMs * random.between(0.5, 1.5);
    const isSlow = service === 'dynamodb' && host.mayBeSlow && options.slowTableMs > 0 && faulty();
    return isSlow ? usual + random.between(0, options.slowTableMs) : usual;
  }

  #slowness(): number {
    return this.#deps.random.between(1_000, 20_000);
  }
}

const WORDS: Readonly<Record<Fault, string>> = {
  refused: 'the connection is refused',
  resetBefore: 'the connection breaks on the way there',
  failedBefore: 'answered 500, not done',
  throttled: 'throttled',
  replyLost: 'done, the reply is lost',
  failedAfter: 'done, but answered 500',
  slowReply: 'done, the reply is slow',
  slowRequest: 'slow on the way there',
};

const SERVER_ERROR: Readonly<Record<Service, string>> = {
  ses: 'InternalServiceErrorException',
  dynamodb: 'InternalServerError',
  sqs: 'InternalError',
  sns: 'InternalError',
};

const THROTTLED: Readonly<Record<Service, string>> = {
  ses: 'TooManyRequestsException',
  dynamodb: 'ThrottlingException',
  sqs: 'RequestThrottled',
  sns: 'Throttled',
};

function failure(status: number, code: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message: 'Injected by the simulation.' }),
  };
}

function networkError(code: string): Error {
  return Object.assign(new Error(`Injected by the simulation: ${code}`), { code });
}

function timeoutError(milliseconds: number): Error {
  return Object.assign(new Error(`No reply within ${milliseconds} ms`), {
    name: 'TimeoutError',
    code: 'ETIMEDOUT',
  });
}

const SCOPE = /Credential=[^/]+\/[^/]+\/[^/]+\/(\w+)\//;

function serviceOf({ headers }: SdkRequest): Service {
  return SCOPE.exec(headers.authorization ?? '')![1] as Service;
}

function operationOf({ headers, method, path }: SdkRequest): string {
  const target = headers['x-amz-target'];
  if (target) return target.slice(target.indexOf('.') + 1);
  return path.endsWith('/outbound-emails') ? 'SendEmail' : `${method} ${path}`;
}

function gatewayRequest(request: SdkRequest): HttpRequest {
  const { method, path, query = {}, headers } = request;
  return {
    method,
    path,
    query: new URLSearchParams(query as Record<string, string>),
    headers,
    body: bytesOf(request),
  };
}

function bytesOf({ body = '' }: SdkRequest): Buffer {
  return typeof body === 'string'
    ? Buffer.from(body)
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function sdkResponse({ status, headers, body }: HttpResponse): SdkResponse {
  return {
    response: { statusCode: status, headers, body: typeof body === 'string' ? Buffer.from(body) : body },
  };
}
