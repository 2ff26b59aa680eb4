import { queryService } from '../../gateway/protocols/query.ts';
import type { Action, Service } from '../../gateway/service.ts';
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
  Arn: arnOf(principal),
  UserId: userIdOf(principal),
  Account: principal.accountId,
});

/** A role is shown as the session of it that makes the call. */
function arnOf(principal: Principal): string {
  switch (principal.kind) {
    case 'account':
      return principal.arn;
    case 'role':
      return `arn:aws:sts::${principal.accountId}:assumed-role/${roleName(principal.arn)}/${sessionOf(principal)}`;
    case 'service':
      return principal.service;
  }
}

function userIdOf(principal: Principal): string {
  if (principal.kind !== 'role') return principal.accountId;
  // An id of AWS's has 21 characters, of which the first four tell that it is a role's.
  const letters = roleName(principal.arn)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return `AROA${letters.padEnd(17, 'X').slice(0, 17)}:${sessionOf(principal)}`;
}

function roleName(arn: string): string {
  return arn.split('/').at(-1)!;
}

function sessionOf(principal: Principal & { readonly kind: 'role' }): string {
  return principal.session ?? 'local';
}
