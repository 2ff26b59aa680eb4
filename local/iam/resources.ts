import type { ResourceProvider } from '../assembly/provider.ts';
import { knownProperties, nameOf } from '../services/known-properties.ts';
import { type Place, physicalName } from '../services/physical-name.ts';
import type { World } from '../world.ts';
import type { PolicyDocument } from './policy.ts';
import type { Roles } from './roles.ts';

/** What IAM's resources are made with. */
export interface IamResourcesDeps {
  readonly world: Pick<World, 'accountId'>;
  readonly roles: Roles;
}

/** IAM as far as templates use it: roles with inline policies, and policies attached to roles. */
export function iamResources({ world, roles }: IamResourcesDeps): ResourceProvider[] {
  return [roleProvider(world, roles), policyProvider(roles)];
}

/** The name of a role that the template gives none. */
export function roleNameOf(place: Place): string {
  return physicalName(place, 64);
}

function roleProvider({ accountId }: IamResourcesDeps['world'], roles: Roles): ResourceProvider {
  return {
    type: 'AWS::IAM::Role',
    create(resource) {
      knownProperties(resource, ['RoleName', 'Path', 'Policies'], {
        AssumeRolePolicyDocument:
          'the runtime hands a role only to the function that the template gives it to',
        Description: 'for readers',
        MaxSessionDuration: 'keys do not expire here',
        Tags: 'for readers and bills',
      });
      const name: string = resource.properties.RoleName ?? roleNameOf(resource);
      const arn = `arn:aws:iam::${accountId}:role${resource.properties.Path ?? '/'}${name}`;
      const inline: { PolicyDocument: PolicyDocument }[] = resource.properties.Policies ?? [];
      roles.create({ name, arn, accountId, policies: inline.map((policy) => policy.PolicyDocument) });
      return { ref: name, attributes: { Arn: arn, RoleId: `AROA${name.toUpperCase()}` } };
    },
  };
}

function policyProvider(roles: Roles): ResourceProvider {
  return {
    type: 'AWS::IAM::Policy',
    create(resource) {
      knownProperties(resource, ['PolicyName', 'PolicyDocument', 'Roles']);
      const { PolicyName, PolicyDocument, Roles: names = [] } = resource.properties;
      if (names.length === 0) throw new Error(`${nameOf(resource)} is attached to no role.`);
      for (const name of names) roles.attach(name, PolicyDocument);
      return { ref: PolicyName, attributes: { Id: PolicyName } };
    },
  };
}
