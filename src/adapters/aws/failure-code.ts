/** What a failed call is known by: AWS's error code, or the connection's, such as `ECONNREFUSED`. Never its text. */
export function failureCode(error: unknown): string {
  const { name, code, cause, $metadata } = (error ?? {}) as {
    name?: string;
    code?: string;
    cause?: { code?: string };
    $metadata?: { httpStatusCode?: number };
  };
  // The SDK's own notes on its attempts are there without an answer too.
  const isAnswer = $metadata?.httpStatusCode !== undefined;
  return (isAnswer ? name : (code ?? cause?.code ?? name)) ?? 'Unknown';
}
