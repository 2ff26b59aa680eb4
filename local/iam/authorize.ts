import { AwsError } from '../gateway/aws-error.ts';
import type { Authorization } from '../gateway/service.ts';
import { callerArn } from './callers.ts';
import { type CompiledStatement, compilePolicy } from './compiled-policy.ts';
import type { ConditionValues } from './conditions.ts';
import type { PolicyStatement, Principal } from './policy.ts';

/**
 * Answers one permission question as AWS does; throws `AccessDenied` with AWS's text if the answer is no.
 *
 * | caller  | is allowed if                                                        | unless               |
 * | ------- | -------------------------------------------------------------------- | -------------------- |
 * | account | always: it is the administrator                                      | the resource's policy denies |
 * | role    | its own policies allow, or the resource's policy names it and allows | any of both denies   |
 * | of another account | its own policies allow, and the resource's policy allows it or its account | any of both denies |
 * | service | the resource's policy allows                                         | it denies            |
 */
export function authorize(principal: Principal, question: Authorization): void {
  const { allowedBy, refusedFor } = judge(principal, question);
  if (principal.kind === 'role') {
    const { action, resource } = question;
    principal.onDecision?.({ roleArn: principal.arn, action, resource, allowedBy });
  }
  if (refusedFor !== undefined) throw denied(principal, question, refusedFor);
}

/** `allowedBy` is of a role or service only: an administrator needs no statement. */
interface Verdict {
  readonly allowedBy?: PolicyStatement;
  readonly refusedFor?: string;
}

function judge(principal: Principal, question: Authorization): Verdict {
  const values = conditionValues(principal, question);
  const identity = principal.kind === 'role' ? principal.policies().flatMap(compilePolicy) : [];
  const resource = question.resourcePolicy ? compilePolicy(question.resourcePolicy) : [];
  const first = (effect: CompiledStatement['effect'], statements: readonly CompiledStatement[]) =>
    statements.find(
      (statement) => statement.effect === effect && covers(statement, principal, question, values),
    )?.source;

  if (first('Deny', identity)) return { refusedFor: 'with an explicit deny in an identity-based policy' };
  if (first('Deny', resource)) return { refusedFor: 'with an explicit deny in a resource-based policy' };
  const missing = (kind: string) => ({
    refusedFor: `because no ${kind} policy allows the ${question.action} action`,
  });
  const byIdentity = first('Allow', identity);
  const byResource = first('Allow', resource);
  const isForeign = principal.kind !== 'service' && principal.accountId !== ownerOf(principal, question);
  if (isForeign && !byResource) return missing('resource-based');
  if (principal.kind === 'account') return {};
  if (isForeign && !byIdentity) return missing('identity-based');
  const allowedBy = byIdentity ?? byResource;
  if (allowedBy) return { allowedBy };
  return missing(principal.kind === 'role' ? 'identity-based' : 'resource-based');
}

/** The account whose resource it is. */
function ownerOf(principal: Principal, { resource, account }: Authorization): string {
  return resource.split(':')[4] || (account ?? principal.accountId);
}

function covers(
  statement: CompiledStatement,
  principal: Principal,
  question: Authorization,
  values: ConditionValues,
): boolean {
  const { action, resource } = question;
  return (
    statement.actions(action) &&
    statement.resources(resource) &&
    statement.principals(principal, ownerOf(principal, question)) &&
    statement.conditions(values)
  );
}

/** The keys of the question itself, and the global ones that follow from caller and resource. */
function conditionValues(principal: Principal, question: Authorization): ConditionValues {
  return (key) => {
    for (const [name, value] of Object.entries(question.conditions ?? {}))
      if (name.toLowerCase() === key) return value;
    return globalValue(key, principal, question.resource);
  };
}

function globalValue(key: string, principal: Principal, resource: string): string | undefined {
  const service = principal.kind === 'service' ? principal : undefined;
  switch (key) {
    // The endpoint is plain HTTP on loopback; a template that insists on TLS is meant for AWS and has to work here.
    case 'aws:securetransport':
      return 'true';
    case 'aws:sourcearn':
      return service?.sourceArn;
    case 'aws:sourceaccount':
      return service?.accountId;
    case 'aws:principalservicename':
      return service?.service;
    case 'aws:principalisawsservice':
      return String(service !== undefined);
    case 'aws:principalarn':
      return principal.kind === 'service' ? undefined : principal.arn;
    case 'aws:principalaccount':
      return principal.kind === 'service' ? undefined : principal.accountId;
    case 'aws:resourceaccount':
      return resource.split(':')[4];
    default:
      return undefined;
  }
}

function denied(principal: Principal, { action, resource }: Authorization, reason: string): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${callerArn(principal)} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
    { status: 403, queryCode: 'AccessDenied' },
  );
}
