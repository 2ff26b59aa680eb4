/** What a failed call is known by: AWS's error code, or the connection's, such as `ECONNREFUSED`. Never its text. */
export function failureCode(error: unknown): string {
  const { name, code, $metadata } = (error ?? {}) as { name?: string; code?: string; $metadata?: object };
  return ($metadata ? name : (code ?? name)) ?? 'Unknown';
}
