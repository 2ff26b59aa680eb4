import { anyOf, anyOfIgnoringCase } from '#local/iam/pattern.ts';
import type { Grant, RoleName } from './grants.ts';
import type { Refusal, Use } from './recorder.ts';

/** A grant that only AWS itself has a use for, which no run here can show. */
export interface OnlyOnAws {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  /** What AWS does with it, and where AWS says so. */
  readonly reason: string;
}

/** A grant with all that used it. */
export interface UsedGrant extends Grant {
  readonly uses: readonly Use[];
}

/** Each grant with its uses. A use counts for the first statement that allows it: a second one is not needed. */
export function withUses(grants: readonly Grant[], uses: readonly Use[]): UsedGrant[] {
  return grants.map((grant) => {
    const isAction = anyOfIgnoringCase([grant.action]);
    const isResource = anyOf([grant.resource]);
    const isUse = (use: Use) =>
      use.roleArn === grant.roleArn &&
      use.statement === grant.statement &&
      isAction(use.action) &&
      isResource(use.resource);
    return { ...grant, uses: uses.filter(isUse) };
  });
}

/** What roles may do and nobody did, as sentences for whoever wrote the policy. Empty where granted is used. */
export function unusedGrants(grants: readonly UsedGrant[], onlyOnAws: readonly OnlyOnAws[]): string[] {
  const isNamed = (grant: Grant) => onlyOnAws.some((entry) => isOf(entry, grant));
  return [
    ...grants
      .filter((grant) => grant.uses.length === 0 && !isNamed(grant))
      .map(
        ({ role, action, resource, sid }) =>
          `${role} may ${action} on ${resource} (statement ${sid}), and nothing used that. Remove it from the template, or add a scenario that uses it to bin/permissions/scenarios.ts.`,
      ),
    ...onlyOnAws.flatMap((entry) => {
      const { role, action, resource } = entry;
      const named = grants.find((grant) => isOf(entry, grant));
      if (named && named.uses.length === 0) return [];
      const why = named ? 'is used here too' : 'is granted no more';
      return [
        `bin/permissions/only-on-aws.ts names ${role}, ${action} on ${resource}, which ${why}. Remove the entry.`,
      ];
    }),
  ];
}

/** What roles asked for and may not do, as sentences for whoever wrote the policy. */
export function missingGrants(refusals: readonly Refusal[], nameOf: RoleName): string[] {
  return refusals.map(
    ({ roleArn, action, resource, scenario }) =>
      `${nameOf(roleArn)} needs ${action} on ${resource}, and may not (scenario "${scenario}"). Grant it in the template.`,
  );
}

const isOf = (entry: OnlyOnAws, grant: Grant) =>
  entry.role === grant.role && entry.action === grant.action && entry.resource === grant.resource;
