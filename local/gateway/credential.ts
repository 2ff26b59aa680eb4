import type { HttpRequest } from './http.ts';

/** Who signed a request, and for which service. The signature itself is not checked: any secret will do. */
export interface Credential {
  readonly accessKeyId: string;
  /** The service's name in the credential scope, such as `sqs`. */
  readonly scope: string;
}

// AWS4-HMAC-SHA256 Credential=AKID/20241008/us-east-1/sqs/aws4_request, SignedHeaders=…, Signature=…
const IN_HEADER = /^AWS4-[A-Z0-9-]+ .*?Credential=([^/,\s]+)\/[^/,\s]*\/[^/,\s]*\/([^/,\s]+)\/aws4_request/;
const IN_QUERY = /^([^/]+)\/[^/]*\/[^/]*\/([^/]+)\/aws4_request$/;

/** Reads the credential of a SigV4 request, from its `Authorization` header or a presigned URL's `X-Amz-Credential`. */
export function credentialOf(request: HttpRequest): Credential | undefined {
  const header = request.headers.authorization;
  const match = header ? IN_HEADER.exec(header) : IN_QUERY.exec(request.query.get('X-Amz-Credential') ?? '');
  return match ? { accessKeyId: match[1]!, scope: match[2]! } : undefined;
}
