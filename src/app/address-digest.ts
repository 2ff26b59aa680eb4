import type { Digest } from './ports.ts';

/**
 * How the audit trail names an address. Not the address's digest as everybody makes it, which whoever has a list of addresses could
 * look up, and which would be the same in all environments. Whoever knows one address can still ask for it, with the trail's name:
 * docs/security.md has the command.
 *
 * @param trail name of the audit trail's log group
 */
export function addressDigest(address: string, trail: string, digest: Digest): string {
  return digest(`${trail}:${address.toLowerCase()}`);
}
