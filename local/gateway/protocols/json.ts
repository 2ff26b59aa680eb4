import { gunzipSync } from 'node:zlib';
import { AwsError, jsonCode, notEmulated } from '../aws-error.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import { checkMembers, type Members } from '../members.ts';
import type { Actions, Service } from '../service.ts';
import { isNestedTooDeeply } from './json-nesting.ts';

interface JsonService {
  readonly scope: string;
  /** What stands before the dot in `X-Amz-Target`, such as `AmazonSQS`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  readonly actions: Actions;
  /** What its actions read. @default each action checks the types itself */
  readonly members?: Members;
}

/** A service that speaks AWS JSON 1.0 or 1.1: POST to `/`, the action in `X-Amz-Target`. */
export function jsonService({ scope, targetPrefix, version, actions, members = {} }: JsonService): Service {
  return {
    scope,
    async handle(request, context) {
      try {
        const name = actionName(request, targetPrefix);
        const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
        if (!action) throw notEmulated('UnknownOperationException', scope, name, Object.keys(actions));
        const output = await action(checkMembers(parseJsonBody(request), members), context);
        return reply(200, context.requestId, version, output);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return jsonFailure(error, context.requestId, version);
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
  if (request.body.length === 0) return {};
  try {
    const body = plainBody(request);
    const parsed: unknown = isNestedTooDeeply(body) ? undefined : JSON.parse(body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Falls through to the same answer as a body that is JSON, but no object, or nested beyond use.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

// Against a small body that unpacks to gigabytes.
const MAX_UNPACKED_BYTES = 50 * 1024 * 1024;

function plainBody({ headers, body }: HttpRequest): Buffer {
  if (headers['content-encoding'] !== 'gzip') return body;
  return gunzipSync(body, { maxOutputLength: MAX_UNPACKED_BYTES });
}

type Version = JsonService['version'];

function reply(status: number, requestId: string, version: Version, body: object): HttpResponse {
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  };
}

/** An error as a client of this protocol reads it. */
export function jsonFailure(error: AwsError, requestId: string, version: Version): HttpResponse {
  const response = reply(error.status, requestId, version, {
    __type: jsonCode(error),
    message: error.message,
  });
  if (!error.queryCode) return response;
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  return {
    ...response,
    headers: { ...response.headers, 'x-amzn-query-error': `${error.queryCode};${fault}` },
  };
}
