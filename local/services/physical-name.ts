import { createHash } from 'node:crypto';
import type { ResolvedResource } from '../assembly/provider.ts';

/** Where a resource stands in the templates. */
export type Place = Pick<ResolvedResource, 'stackName' | 'logicalId'>;

/**
 * The name CloudFormation makes up for a resource without one: stack, logical id and a suffix. Here the suffix follows
 * from both, so that the resource finds its state again after a restart.
 *
 * @param maxLength the longest name the service takes
 */
export function physicalName({ stackName, logicalId }: Place, maxLength: number): string {
  const suffix = createHash('sha256')
    .update(`${stackName}/${logicalId}`)
    .digest('hex')
    .slice(0, 12)
    .toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
}
