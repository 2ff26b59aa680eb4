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
