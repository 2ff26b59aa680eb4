import { sha256Digest } from '#adapters/system/randomness.ts';
import { addressDigest } from '#app/address-digest.ts';
import type { Operator } from '#app/dead-letters.ts';
import type { AuditTrail } from '#app/operator-ports.ts';
import { NAME_LENGTH, operatorReason, operatorName as possibleName } from '#app/operator-words.ts';
import { EXIT, Refusal } from './exit-codes.ts';
import type { Session } from './session.ts';

/** Where operators' acts are written down before they happen. */
export async function auditTrail({ aws, names, clock }: Session): Promise<AuditTrail> {
  const { logsAuditTrail } = await import('#adapters/aws/cloudwatch-logs-audit.ts');
  return logsAuditTrail(await aws.logs(), names.operatorLog, clock);
}

/** Who acts: as they say, or as AWS knows them. Throws {@link Refusal} for what cannot be a name. */
export async function operatorName(session: Session, by: string | undefined): Promise<string> {
  if (by !== undefined) return checked('--by', by, possibleName);
  return (await session.caller()).name.slice(0, NAME_LENGTH);
}

/** Who acts and why, as the audit trail has it; found out before anything is written or done. */
export async function operatorOf(
  session: Session,
  { by, reason }: { readonly by?: string; readonly reason?: string },
): Promise<Operator> {
  const why = reason === undefined ? {} : { why: checked('--reason', reason, operatorReason) };
  return { by: await operatorName(session, by), ...why };
}

function checked(option: string, value: string, allowed: typeof possibleName): string {
  const { success, error } = allowed.safeParse(value);
  if (success) return value;
  throw new Refusal(`${option} cannot be so. Allowed: ${error.issues[0]!.message}.`, undefined, EXIT.usage);
}

/** How the audit trail names an address. */
export const auditedAddress = (address: string, { names }: Session) =>
  addressDigest(address, names.operatorLog, sha256Digest);
