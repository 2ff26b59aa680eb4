import type { ResolvedResource } from '../assembly/provider.ts';

/**
 * Stops the start at a property that a provider does not know: a template that behaves differently on AWS than here is
 * worse than one that does not start.
 *
 * @param honoured properties that have their effect here
 * @param ignored properties that have none here, and why that is no difference to a caller
 */
export function knownProperties(
  resource: ResolvedResource,
  honoured: readonly string[],
  ignored: Readonly<Record<string, string>> = {},
): void {
  const unknown = Object.keys(resource.properties).filter(
    (name) => !honoured.includes(name) && !Object.hasOwn(ignored, name),
  );
  if (unknown.length === 0) return;
  throw new Error(
    `${nameOf(resource)} sets ${unknown.join(', ')}, which the local cloud does not emulate. Emulated: ${honoured.join(', ')}. Without effect: ${Object.keys(ignored).join(', ') || 'none'}.`,
  );
}

/** A resource as a reader finds it in the template. */
export function nameOf({ stackName, logicalId, type }: ResolvedResource): string {
  return `${logicalId} (${type}) of ${stackName}`;
}
