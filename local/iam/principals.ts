import type { PolicyStatement, Principal } from './policy.ts';

/** Whether a statement of a resource's policy is about this principal. */
export type PrincipalCheck = (principal: Principal) => boolean;

/** Compiles a `Principal` element. Without one (a policy of a role) the statement is about whoever has the policy. */
export function compilePrincipals(
  element: PolicyStatement['Principal'],
  effect: PolicyStatement['Effect'],
): PrincipalCheck {
  if (element === undefined || element === '*') return () => true;
  const aws = new Set([element.AWS ?? []].flat());
  const services = new Set([element.Service ?? []].flat());
  if (aws.has('*')) return () => true;
  return (principal) => {
    if (principal.kind === 'service') return services.has(principal.service);
    if (aws.has(principal.arn)) return true;
    // Naming an account hands the decision to that account's own policies: it allows its administrator, not its roles.
    // A denial of the account is one of everybody in it.
    return namesAccount(aws, principal.accountId) && (principal.kind === 'account' || effect === 'Deny');
  };
}

function namesAccount(aws: ReadonlySet<string>, accountId: string): boolean {
  return aws.has(accountId) || aws.has(`arn:aws:iam::${accountId}:root`);
}
