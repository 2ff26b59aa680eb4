import type { AuditTrail } from '#app/operator-ports.ts';
import type { Clock, EmailArchive, ResendRequests, SuppressionList } from '#app/ports.ts';

/** What a person may do from the console, beyond reading. */
export interface Changes {
  readonly archive: EmailArchive;
  readonly requests: ResendRequests;
  readonly suppressions: SuppressionList;
  /** Written before it is done. */
  readonly audit: AuditTrail;
  /** How the audit trail names an address. */
  addressDigest(address: string): string;
  readonly clock: Clock;
  /** Who uses the console, as far as is known: forms begin with it. 1 to 100 characters. */
  readonly operator: string;
}
