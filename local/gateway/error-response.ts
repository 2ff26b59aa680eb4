import type { AwsError } from './aws-error.ts';
import { credentialOf } from './credential.ts';
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
  if (readsXml(request)) return queryFailure(error, requestId);
  return restJsonFailure(error, requestId);
}

// Their requests look like those of REST JSON; only their name tells them apart.
const REST_XML = new Set(['s3', 'cloudfront', 'route53']);

function readsXml(request: HttpRequest): boolean {
  const contentType = request.headers['content-type'] ?? '';
  return (
    request.query.has('Action') ||
    contentType.startsWith('application/x-www-form-urlencoded') ||
    REST_XML.has(credentialOf(request)?.scope ?? '')
  );
}
