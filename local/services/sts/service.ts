import { queryService } from '../../gateway/protocols/query.ts';
import type { Action, Service } from '../../gateway/service.ts';
import { callerArn } from '../../iam/callers.ts';
import type { Principal } from '../../iam/policy.ts';

/** STS, as far as a caller asks it who they are. */
export function stsService(): Service {
  return queryService({
    scope: 'sts',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    actions: { GetCallerIdentity: getCallerIdentity },
  });
}

/** Needs no permission: whoever has a key may know whose it is. */
const getCallerIdentity: Action = (_input, { principal }) => ({
  Arn: callerArn(principal),
  UserId: userIdOf(principal),
  Account: principal.accountId,
});

function userIdOf(principal: Principal): string {
  if (principal.kind !== 'role') return principal.accountId;
  // An id of AWS's has 21 characters, of which the first four tell whether it is a role's or a user's.
  const letters = roleName(principal.arn)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  const id = letters.padEnd(17, 'X').slice(0, 17);
  return principal.arn.includes(':user/') ? `AIDA${id}` : `AROA${id}:${principal.session ?? 'local'}`;
}

function roleName(arn: string): string {
  return arn.split('/').at(-1)!;
}
