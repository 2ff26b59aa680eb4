import { AwsError, jsonCode, notEmulated } from '../aws-error.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import type { Action, Service } from '../service.ts';
import { parseJsonBody } from './json.ts';

interface RestJsonService {
  readonly scope: string;
  /** Actions by `METHOD /path/{Label}`, such as `GET /v2/email/identities/{EmailIdentity}`. */
  readonly routes: Readonly<Record<string, Action>>;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly action: Action;
}

/**
 * A service that speaks REST JSON. An action's input is its JSON body, overlaid with the query's parameters (a repeated
 * one as a list) and the path's labels.
 */
export function restJsonService({ scope, routes }: RestJsonService): Service {
  const table = Object.entries(routes).map(([key, action]) => compile(key, action));
  return {
    scope,
    async handle(request, context) {
      try {
        for (const route of table) {
          const labels =
            route.method === request.method ? route.pattern.exec(request.path)?.groups : undefined;
          if (labels === undefined) continue;
          const output = await route.action(inputOf(request, labels), context);
          return reply(200, context.requestId, {}, output);
        }
        throw notEmulated(
          'UnknownOperationException',
          scope,
          `${request.method} ${request.path}`,
          Object.keys(routes),
        );
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return restJsonFailure(error, context.requestId);
      }
    },
  };
}

/** An error as a client of this protocol reads it. */
export function restJsonFailure(error: AwsError, requestId: string): HttpResponse {
  return reply(error.status, requestId, { 'x-amzn-errortype': jsonCode(error) }, { message: error.message });
}

function compile(key: string, action: Action): Route {
  const [method = '', path = ''] = key.split(' ');
  const source = path
    .split('/')
    .map((part) => (part.startsWith('{') ? `(?<${part.slice(1, -1)}>[^/]+)` : RegExp.escape(part)))
    .join('/');
  return { method, pattern: new RegExp(`^${source}/?(?<rest_>)$`), action };
}

function inputOf(request: HttpRequest, labels: Record<string, string>): Record<string, unknown> {
  const input = parseJsonBody(request);
  for (const name of new Set(request.query.keys())) {
    const values = request.query.getAll(name);
    input[name] = values.length > 1 ? values : values[0];
  }
  for (const [name, value] of Object.entries(labels)) if (name !== 'rest_') input[name] = decodeLabel(value);
  return input;
}

function decodeLabel(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new AwsError('BadRequestException', `The path has "${value}", which is not percent-encoded.`);
  }
}

function reply(
  status: number,
  requestId: string,
  headers: Record<string, string>,
  body: object,
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, ...headers },
    body: JSON.stringify(body),
  };
}
