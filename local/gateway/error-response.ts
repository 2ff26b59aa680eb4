import type { AwsError } from './aws-error.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { jsonFailure } from './protocols/json.ts';
import { queryFailure } from './protocols/query.ts';
import { restJsonFailure } from './protocols/rest-json.ts';

/**
 * An error of the gateway itself, before any service was found: it has to guess the client's protocol from the request,
 * so that the client shows the message instead of a parse error.
 */
export function errorResponse(request: HttpRequest, error: AwsError, requestId: string): HttpResponse {
  if (request.headers['x-amz-target'] !== undefined) return jsonFailure(error, requestId, '1.0');
  if (speaksQuery(request)) return queryFailure(error, requestId);
  return restJsonFailure(error, requestId);
}

function speaksQuery({ headers, query }: HttpRequest): boolean {
  return (
    query.has('Action') || (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  );
}
