import type { PolicyDocument, Principal } from './policy.ts';

const ACCESS_KEY = /^(\d{12})(?::(role|user)((?::[\w+=,.@-]+)+))?$/;

/** The IAM policies of whoever is not in the template are on AWS: here they count as allowing everything. */
const ALLOWS_ALL: PolicyDocument = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

/**
 * Whom an access key id names, so that a client can be somebody in particular, also of another account. Stateless: it stays the same
 * after a restart.
 *
 * | access key id            | is                                       |
 * | ------------------------ | ---------------------------------------- |
 * | `210987654321`           | that account's administrator             |
 * | `210987654321:role:shop` | its role `shop`                          |
 * | `210987654321:user:a:b`  | its user `a/b`                           |
 * | anything else            | `undefined`: nobody in particular        |
 */
export function callerOf(accessKeyId: string): Principal | undefined {
  const [, accountId, kind, names] = ACCESS_KEY.exec(accessKeyId) ?? [];
  if (accountId === undefined) return undefined;
  const iam = `arn:aws:iam::${accountId}`;
  if (kind === undefined || names === undefined) return { kind: 'account', accountId, arn: `${iam}:root` };
  const arn = `${iam}:${kind}${names.replaceAll(':', '/')}`;
  return { kind: 'role', accountId, arn, policies: () => [ALLOWS_ALL] };
}

/** The access key id that names a principal to the local cloud. */
export function accessKeyOf(principalArn: string): string {
  const [, , , , accountId, resource = ''] = principalArn.split(':');
  return resource === 'root' ? accountId! : `${accountId}:${resource.replaceAll('/', ':')}`;
}

/** The ARN under which AWS shows a caller: of a role, its session. */
export function callerArn(principal: Principal): string {
  if (principal.kind === 'service') return principal.service;
  const { accountId, arn } = principal;
  if (principal.kind === 'account' || arn.includes(':user/')) return arn;
  return `arn:aws:sts::${accountId}:assumed-role/${arn.split('/').at(-1)}/${principal.session ?? 'local'}`;
}
