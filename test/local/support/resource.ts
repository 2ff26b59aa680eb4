import type { ResolvedResource } from '#local/assembly/provider.ts';

/** A resource of a template, intrinsics resolved. */
export function resource(
  type: string,
  properties: Record<string, unknown>,
  rest: Partial<ResolvedResource> = {},
): ResolvedResource {
  return { stackName: 'TestStack', logicalId: 'Thing', type, properties, metadata: {}, ...rest };
}
