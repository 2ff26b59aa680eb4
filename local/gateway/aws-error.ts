/** An error as AWS would answer it. Everything else that is thrown is a bug of the local cloud and answers 500. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** The older code that query-compatible services (SQS) also send, such as `AWS.SimpleQueueService.NonExistentQueue`. */
  readonly queryCode: string | undefined;

  constructor(code: string, message: string, options: { status?: number; queryCode?: string } = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status ?? 400;
    this.queryCode = options.queryCode;
  }
}

/** For a call the local cloud does not know: AWS's error shape, naming what is missing and what is there. */
export function notEmulated(code: string, scope: string, action: string, known: Iterable<string>): AwsError {
  return new AwsError(
    code,
    `${scope}:${action} is not emulated by the local cloud. Emulated for ${scope}: ${[...known].sort().join(', ')}.`,
  );
}

/** What the JSON protocols call an error that the query protocol knows under a shorter name. */
export function jsonCode({ code }: AwsError): string {
  return code === 'AccessDenied' || code === 'MissingAuthenticationToken' ? `${code}Exception` : code;
}
