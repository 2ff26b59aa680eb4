import type { AwsError } from '../gateway/aws-error.ts';

/** Which page of a listing. */
export interface PageRequest {
  /** At most so many items. */
  readonly size: number;
  /** From the page before; `undefined` is the first. */
  readonly token: string | undefined;
  /** The service's error for a token that is none of ours. */
  readonly invalidToken: (token: string) => AwsError;
}

/** One page of a listing. Its token is the position of the item that comes next. */
export function page<T>(
  items: readonly T[],
  { size, token, invalidToken }: PageRequest,
): { items: readonly T[]; nextToken: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString());
  if (token !== undefined && !(Number.isInteger(start) && start > 0)) throw invalidToken(token);
  const end = start + size;
  return {
    items: items.slice(start, end),
    nextToken: end < items.length ? Buffer.from(String(end)).toString('base64') : undefined,
  };
}
