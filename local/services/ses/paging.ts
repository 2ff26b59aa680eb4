import { AwsError } from '../../gateway/aws-error.ts';
import { page as pageOf } from '../page.ts';
import { optionalString } from './input.ts';

const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1000;

/** The part of a list call that all of them share, as it came. A query has the size as text. */
export interface PageRequest {
  readonly NextToken?: unknown;
  readonly PageSize?: unknown;
}

/** One page of a list; `NextToken` is there while more follows. Throws SES's error for a token that it did not give. */
export function page<Item>(
  items: readonly Item[],
  { NextToken, PageSize }: PageRequest,
): { items: readonly Item[]; NextToken: string | undefined } {
  const found = pageOf(items, {
    size: Math.min(Number(PageSize) || DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE),
    token: optionalString(NextToken, 'NextToken'),
    invalidToken: () =>
      new AwsError('InvalidNextTokenException', 'The specified request includes an invalid token.'),
  });
  return { items: found.items, NextToken: found.nextToken };
}
