import { AwsError } from '../../gateway/aws-error.ts';
import type { World } from '../../world.ts';
import { page } from '../page.ts';
import type { Logs } from './logs.ts';

/** ARNs as policies name them; an empty stream stands for the whole group. */
export function streamArn({ region, accountId }: World, group: string, stream = ''): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:${stream}`;
}

/** A group as a call names it: by name, or by ARN. Throws the API's error if there is none. */
export function requireGroup(
  logs: Logs,
  { logGroupName, logGroupIdentifier }: { logGroupName?: string; logGroupIdentifier?: string },
): string {
  const name = groupNameOf({ logGroupName, logGroupIdentifier });
  if (logs.hasGroup(name)) return name;
  throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
}

/** Without a look whether it exists, for the question who may ask. */
export function groupNameOf({
  logGroupName,
  logGroupIdentifier,
}: {
  logGroupName?: string | undefined;
  logGroupIdentifier?: string | undefined;
}): string {
  const given = logGroupName ?? logGroupIdentifier ?? '';
  return /^arn:aws:logs:[^:]*:[^:]*:log-group:([^:]*)/.exec(given)?.[1] ?? given;
}

export function requireStream(logs: Logs, group: string, stream: string): void {
  if (logs.hasStream(group, stream)) return;
  throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
}

/** One page of groups or streams. */
export function pageOf<Item>(
  items: readonly Item[],
  { nextToken, limit = 50 }: { nextToken?: string; limit?: number },
): { items: readonly Item[]; nextToken: string | undefined } {
  const invalidToken = () => new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  return page(items, { size: limit, token: nextToken, invalidToken });
}
