import { gunzipSync } from 'node:zlib';
import { AwsError, notEmulated } from '../aws-error.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import type { Actions, Service } from '../service.ts';

interface JsonService {
  readonly scope: string;
  /** What stands before the dot in `X-Amz-Target`, such as `AmazonSQS`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  readonly actions: Actions;
}

/** A service that speaks AWS JSON 1.0 or 1.1: POST to `/`, the action in `X-Amz-Target`. */
export function jsonService({ scope, targetPrefix, version, actions }: JsonService): Service {
  const contentType = `application/x-amz-json-${version}`;
  return {
    scope,
    async handle(request, context) {
      try {
        const name = actionName(request, targetPrefix);
        const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
        if (!action) throw notEmulated('UnknownOperationException', scope, name, Object.keys(actions));
        const output = await action(parseJsonBody(request), context);
        return reply(200, context.requestId, contentType, output);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return failure(error, context.requestId, contentType);
      }
    },
  };
}

function actionName(request: HttpRequest, targetPrefix: string): string {
  const target = request.headers['x-amz-target'] ?? '';
  const prefix = `${targetPrefix}.`;
  if (target.startsWith(prefix)) return target.slice(prefix.length);
  throw new AwsError(
    'UnknownOperationException',
    `Header X-Amz-Target is "${target}", expected ${prefix}<Action>.`,
  );
}

/** The body as JSON; an empty one counts as `{}`. Undoes the gzip that some clients apply to large bodies. */
export function parseJsonBody(request: HttpRequest): Record<string, unknown> {
  const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(request.body) : request.body;
  if (body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Falls through to the same answer as a body that is JSON, but no object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

function reply(status: number, requestId: string, contentType: string, body: object): HttpResponse {
  return {
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  };
}

function failure(error: AwsError, requestId: string, contentType: string): HttpResponse {
  const response = reply(error.status, requestId, contentType, {
    __type: error.code,
    message: error.message,
  });
  if (!error.queryCode) return response;
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  return {
    ...response,
    headers: { ...response.headers, 'x-amzn-query-error': `${error.queryCode};${fault}` },
  };
}
