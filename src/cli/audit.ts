import { sha256Digest } from '#adapters/system/randomness.ts';
import { addressDigest } from '#app/address-digest.ts';
import type { AuditTrail } from '#app/operator-ports.ts';
import type { Session } from './session.ts';

/** Where operators' acts are written down before they happen. */
export async function auditTrail({ aws, names, clock }: Session): Promise<AuditTrail> {
  const { logsAuditTrail } = await import('#adapters/aws/cloudwatch-logs-audit.ts');
  return logsAuditTrail(await aws.logs(), names.operatorLog, clock);
}

/** Who acts: as they say, or as AWS knows them. */
export async function operatorName(session: Session, by: string | undefined): Promise<string> {
  return by ?? (await session.caller()).name;
}

/** How the audit trail names an address. */
export const auditedAddress = (address: string, { names }: Session) =>
  addressDigest(address, names.operatorLog, sha256Digest);
