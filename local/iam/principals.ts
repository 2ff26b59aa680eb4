import type { PolicyStatement, Principal } from './policy.ts';

/** Whether a statement of a resource's policy is about this principal; `owner` is the account of the resource. */
export type PrincipalCheck = (principal: Principal, owner: string) => boolean;

/** Compiles a `Principal` element. Without one (a policy of a role) the statement is about whoever has the policy. */
export function compilePrincipals(
  element: PolicyStatement['Principal'],
  effect: PolicyStatement['Effect'],
): PrincipalCheck {
  if (element === undefined || element === '*') return () => true;
  const aws = new Set([element.AWS ?? []].flat());
  const services = new Set([element.Service ?? []].flat());
  if (aws.has('*')) return () => true;
  return (principal, owner) => {
    if (principal.kind === 'service') return services.has(principal.service);
    if (aws.has(principal.arn)) return true;
    if (!namesAccount(aws, principal.accountId)) return false;
    // Naming an account hands the decision to that account's own policies: in the resource's own account it allows its
    // administrator, not its roles. In another it is the consent that its roles need beside them. A denial is one of everybody.
    return principal.kind === 'account' || principal.accountId !== owner || effect === 'Deny';
  };
}

function namesAccount(aws: ReadonlySet<string>, accountId: string): boolean {
  return aws.has(accountId) || aws.has(`arn:aws:iam::${accountId}:root`);
}
