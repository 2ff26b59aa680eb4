import { createHash } from 'node:crypto';
import type { ResourceProvider } from '../../assembly/provider.ts';
import { compilePolicy } from '../../iam/compiled-policy.ts';
import type { World } from '../../world.ts';
import { knownProperties } from '../known-properties.ts';

/** What KMS's resources are made with. */
export interface KmsResourcesDeps {
  readonly world: Pick<World, 'accountId' | 'region'>;
}

/** KMS's resource types. Nothing is encrypted here: a key is an ARN that others name, and a policy that can be read. */
export function kmsResources({ world: { accountId, region } }: KmsResourcesDeps): ResourceProvider[] {
  return [
    {
      type: 'AWS::KMS::Key',
      create(resource) {
        knownProperties(resource, ['KeyPolicy'], {
          Description: 'for readers',
          EnableKeyRotation: 'nothing is encrypted here',
          Tags: 'for readers and bills',
        });
        // One that cannot be evaluated stops the start, though nobody asks it yet.
        compilePolicy(resource.properties.KeyPolicy);
        const id = keyId(`${accountId} ${region} ${resource.stackName} ${resource.logicalId}`);
        return {
          ref: id,
          attributes: { Arn: `arn:aws:kms:${region}:${accountId}:key/${id}`, KeyId: id },
        };
      },
    },
    {
      type: 'AWS::KMS::Alias',
      create(resource) {
        knownProperties(resource, ['AliasName'], { TargetKeyId: 'nobody looks a key up by its alias here' });
        return { ref: resource.properties.AliasName };
      },
    },
  ];
}

/** It follows from where the key stands in the template, so that it is the same after a restart. */
function keyId(place: string): string {
  const hash = createHash('sha256').update(place).digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
