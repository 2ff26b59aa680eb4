import type { PolicyStatement } from '#local/iam/policy.ts';
import type { Role } from '#local/iam/roles.ts';

/** One action on one resource, or on all that a pattern matches, that a role may do. */
export interface Grant {
  readonly roleArn: string;
  /** Whose role it is. */
  readonly role: string;
  /** Of the statement; its number where it has none. */
  readonly sid: string;
  readonly action: string;
  readonly resource: string;
  /** The statement, as JSON. */
  readonly statement: string;
}

/** Gives a role by its ARN the name that readers know it by. */
export type RoleName = (roleArn: string) => string;

/** Everything that roles may do: each action of a statement on each of its resources. Throws on what cannot be listed so. */
export function grantsOf(roles: readonly Role[], nameOf: RoleName): Grant[] {
  return roles.flatMap(({ arn, policies }) =>
    policies
      .flatMap(({ Statement }) => [Statement].flat())
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap((statement, index) => grantsOfStatement(statement, nameOf(arn), arn, index)),
  );
}

function grantsOfStatement(
  statement: PolicyStatement,
  role: string,
  roleArn: string,
  index: number,
): Grant[] {
  const { Sid: sid = `number ${index + 1}`, Action, Resource } = statement;
  if (Action === undefined || Resource === undefined)
    throw new Error(
      `The statement ${sid} of ${role} allows all but something (NotAction, NotResource): what it allows cannot be proven to be used. Name what it allows.`,
    );
  return [Action].flat().flatMap((action) =>
    [Resource].flat().map((resource) => ({
      ...{ roleArn, role, sid, action, resource },
      statement: JSON.stringify(statement),
    })),
  );
}
