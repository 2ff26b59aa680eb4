/** What can be said of a failed call to Amazon SNS without repeating any text of it. */
export interface PublishFailure {
  /** Such as `AuthorizationErrorException`, `ECONNREFUSED` or `CredentialsProviderError`. */
  readonly code: string;
  /** Whether the same call may work later without a change: throttling, outages, time-outs. */
  readonly retryable: boolean;
  /** Of the last HTTP answer, if there was one. */
  readonly httpStatus?: number | undefined;
  /** What AWS Support asks for. */
  readonly requestId?: string | undefined;
}

/** Whatever the SDK threw, reduced to codes: nobody can promise that the texts repeat nothing of an event. */
export function failureOf(error: unknown): PublishFailure {
  const { name, code, $metadata, $retryable } = (error ?? {}) as SdkError;
  const httpStatus = $metadata?.httpStatusCode;
  const neverAnswered = code !== undefined && httpStatus === undefined;
  const overloaded = httpStatus !== undefined && (httpStatus >= 500 || httpStatus === 429);
  return {
    code: codeIn(code ?? name),
    retryable: neverAnswered || overloaded || $retryable !== undefined || PASSING.has(String(name)),
    httpStatus,
    requestId: $metadata?.requestId,
  };
}

/** As far as the SDK's errors agree; `code` is that of Node's network errors, such as `ECONNRESET`. */
interface SdkError {
  readonly name?: string;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $retryable?: object;
}

/** Passing whatever their HTTP status (the AWS SDK for JavaScript's own list of throttling and transient errors). */
const PASSING: ReadonlySet<string> = new Set([
  'TimeoutError',
  'RequestTimeout',
  'Throttled',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
]);

/** A code has no spaces; anything else may be a text. */
export function codeIn(value: unknown): string {
  return typeof value === 'string' && /^[A-Za-z0-9_.]{1,64}$/.test(value) ? value : 'Unknown';
}
