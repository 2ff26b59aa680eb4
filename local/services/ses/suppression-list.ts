import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../gateway/aws-error.ts';
import type { World } from '../../world.ts';

export type SuppressionReason = 'BOUNCE' | 'COMPLAINT';

export interface SuppressedDestination {
  readonly address: string;
  readonly reason: SuppressionReason;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  /** Of the mail whose bounce or complaint put it there; none if a person did. */
  readonly messageId: string | undefined;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ses_suppressed (
    address TEXT PRIMARY KEY, reason TEXT NOT NULL, updated_at INTEGER NOT NULL, message_id TEXT
  ) STRICT, WITHOUT ROWID;
`;

/**
 * The account's suppression list. Its API tells local parts apart by case (SES folds only the domain), while a send
 * compares whole addresses without regard to case.
 */
export class SuppressionList {
  readonly #database: DatabaseSync;
  /** What a send asks, by the whole address in lower case; the list is short, so it is in memory too. */
  readonly #byFoldedAddress = new Map<string, SuppressionReason>();

  constructor({ database }: Pick<World, 'database'>) {
    database.exec(SCHEMA);
    this.#database = database;
    for (const { address } of this.list()) this.#refold(address);
  }

  put(address: string, reason: SuppressionReason, now: number, messageId?: string): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO ses_suppressed VALUES (?, ?, ?, ?)')
      .run(foldDomain(address), reason, now, messageId ?? null);
    this.#refold(address);
  }

  /** Throws SES's NotFoundException. */
  get(address: string): SuppressedDestination {
    const row = this.#database
      .prepare('SELECT * FROM ses_suppressed WHERE address = ?')
      .get(foldDomain(address));
    if (!row) throw notOnList(address);
    return destinationOf(row);
  }

  /** Throws SES's NotFoundException. */
  delete(address: string): void {
    const { changes } = this.#database
      .prepare('DELETE FROM ses_suppressed WHERE address = ?')
      .run(foldDomain(address));
    if (changes === 0) throw notOnList(address);
    this.#refold(address);
  }

  /** Oldest first. */
  list(): SuppressedDestination[] {
    return this.#database
      .prepare('SELECT * FROM ses_suppressed ORDER BY updated_at, address')
      .all()
      .map(destinationOf);
  }

  /** Why a mail to this address would be held back; undefined if it would not. */
  reasonFor(address: string): SuppressionReason | undefined {
    return this.#byFoldedAddress.get(address.toLowerCase());
  }

  /** Several entries may differ by the local part's case alone: the latest decides. */
  #refold(address: string): void {
    const folded = address.trim().toLowerCase();
    const row = this.#database
      .prepare('SELECT reason FROM ses_suppressed WHERE lower(address) = ? ORDER BY updated_at DESC LIMIT 1')
      .get(folded);
    if (row) this.#byFoldedAddress.set(folded, row.reason as SuppressionReason);
    else this.#byFoldedAddress.delete(folded);
  }
}

function foldDomain(address: string): string {
  const trimmed = address.trim();
  const at = trimmed.lastIndexOf('@');
  return trimmed.slice(0, at + 1) + trimmed.slice(at + 1).toLowerCase();
}

function notOnList(address: string): AwsError {
  const message = `Email address ${foldDomain(address)} does not exist on your suppression list.`;
  return new AwsError('NotFoundException', message, { status: 404 });
}

function destinationOf(row: Record<string, unknown>): SuppressedDestination {
  return {
    address: String(row.address),
    reason: row.reason as SuppressionReason,
    updatedAt: Number(row.updated_at),
    messageId: row.message_id === null ? undefined : String(row.message_id),
  };
}
