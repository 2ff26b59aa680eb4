import { AwsError } from '../../gateway/aws-error.ts';
import type { HttpRequest, HttpResponse } from '../../gateway/http.ts';
import { restJsonFailure, restJsonService } from '../../gateway/protocols/rest-json.ts';
import type { CallContext, Service } from '../../gateway/service.ts';
import type { World } from '../../world.ts';
import { lambdaRoutes } from './actions.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import type { EventSourceMappings } from './event-source-mappings.ts';
import type { Functions } from './functions.ts';

export interface LambdaDeps {
  readonly world: World;
  readonly functions: Functions;
  readonly mappings: EventSourceMappings;
  readonly asyncInvocations: AsyncInvocations;
}

const INVOKE_PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;
const MAX_SYNC_BYTES = 6 * 1024 * 1024;
const MAX_ASYNC_BYTES = 1024 * 1024;

/** Lambda's API: Invoke, and reading functions and event source mappings. What exists is up to the template. */
export function lambdaService({ world, functions, mappings, asyncInvocations }: LambdaDeps): Service {
  const { region, accountId } = world;
  const reads = restJsonService({
    scope: 'lambda',
    routes: lambdaRoutes({ functions, mappings, region, accountId }),
  });

  async function invoke(
    nameOrArn: string,
    request: HttpRequest,
    context: CallContext,
  ): Promise<HttpResponse> {
    const { arn } = functions.get(nameOrArn);
    const Statement = functions.policy(arn);
    context.authorize({
      action: 'lambda:InvokeFunction',
      resource: arn,
      resourcePolicy: Statement && { Statement },
    });
    const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    const payload = payloadOf(request, type === 'Event' ? MAX_ASYNC_BYTES : MAX_SYNC_BYTES);
    switch (type) {
      case 'DryRun':
        return answer(204, context.requestId);
      case 'Event':
        asyncInvocations.accept(arn, payload);
        return answer(202, context.requestId);
      case 'RequestResponse':
        return await runAndAnswer(arn, payload, context);
      default:
        throw new AwsError(
          'InvalidParameterValueException',
          `InvocationType is "${type}"; allowed are RequestResponse, Event and DryRun.`,
        );
    }
  }

  async function runAndAnswer(
    arn: string,
    payload: string,
    { requestId }: CallContext,
  ): Promise<HttpResponse> {
    const outcome = await functions.invoke(arn, payload);
    const headers = { 'x-amz-executed-version': '$LATEST' };
    if (outcome.kind === 'success') return answer(200, requestId, headers, outcome.payload);
    return answer(
      200,
      requestId,
      { ...headers, 'x-amz-function-error': 'Unhandled' },
      JSON.stringify(outcome.error),
    );
  }

  return {
    scope: 'lambda',
    async handle(request, context) {
      const name = request.method === 'POST' ? INVOKE_PATH.exec(request.path)?.[1] : undefined;
      if (name === undefined) return await reads.handle(request, context);
      try {
        return await invoke(decodeURIComponent(name), request, context);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return restJsonFailure(error, context.requestId);
      }
    },
  };
}

/** The request's body, checked to be JSON; nothing at all is an empty event. */
function payloadOf({ body }: HttpRequest, maxBytes: number): string {
  if (body.length === 0) return '{}';
  if (body.length > maxBytes)
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
      { status: 413 },
    );
  const payload = body.toString('utf8');
  try {
    JSON.parse(payload);
    return payload;
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}

function answer(
  status: number,
  requestId: string,
  headers: Record<string, string> = {},
  body = '',
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, ...headers },
    body,
  };
}
