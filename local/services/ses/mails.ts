import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { World } from '../../world.ts';
import { type Content, type Envelope, type Happening, recipientsOf, type StoredHappening } from './mail.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ses_mails (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE, accepted_at INTEGER NOT NULL,
    quota_recipients INTEGER NOT NULL, recipients TEXT NOT NULL, envelope TEXT NOT NULL,
    html TEXT, text TEXT, mime BLOB
  ) STRICT;
  CREATE TABLE IF NOT EXISTS ses_happenings (
    id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL, kind TEXT NOT NULL, recipient TEXT,
    due_at INTEGER NOT NULL, done_at INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ses_happenings_of_mail ON ses_happenings (message_id);
  CREATE INDEX IF NOT EXISTS ses_happenings_due ON ses_happenings (due_at) WHERE done_at IS NULL;
`;

/** Mails whose envelope is kept in memory, because their events follow within milliseconds. */
const RECENT_MAILS = 2_000;

/** One line of the inbox. */
export interface MailSummary {
  /** Grows with every mail: the cursor for the page before. */
  readonly seq: number;
  readonly envelope: Envelope;
}

/** The accepted mails and what happens to them, in the world's database. */
export class Mails {
  readonly #database: DatabaseSync;
  readonly #recent = new Map<string, Envelope>();
  readonly #insertMail: StatementSync;
  readonly #insertHappening: StatementSync;
  readonly #selectDue: StatementSync;
  readonly #nextDue: StatementSync;
  readonly #markDone: StatementSync;

  constructor({ database }: Pick<World, 'database'>) {
    database.exec(SCHEMA);
    this.#database = database;
    this.#insertMail = database.prepare(
      `INSERT INTO ses_mails (message_id, accepted_at, quota_recipients, recipients, envelope, html, text, mime)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertHappening = database.prepare(
      'INSERT INTO ses_happenings (message_id, kind, recipient, due_at) VALUES (?, ?, ?, ?)',
    );
    this.#selectDue = database.prepare(
      'SELECT * FROM ses_happenings WHERE done_at IS NULL AND due_at <= ? ORDER BY due_at, id LIMIT ?',
    );
    this.#nextDue = database.prepare('SELECT MIN(due_at) AS due FROM ses_happenings WHERE done_at IS NULL');
    this.#markDone = database.prepare('UPDATE ses_happenings SET done_at = ? WHERE id = ?');
  }

  /** Stores a mail with everything that will happen to it, all or nothing. */
  accept(
    envelope: Envelope,
    content: Content,
    happenings: readonly Happening[],
    quotaRecipients: number,
  ): void {
    const parts = content.kind === 'parts' ? content : { html: undefined, text: undefined };
    this.#inTransaction(() => {
      this.#insertMail.run(
        envelope.messageId,
        envelope.acceptedAt,
        quotaRecipients,
        recipientsOf(envelope).join(', '),
        JSON.stringify(envelope),
        parts.html ?? null,
        parts.text ?? null,
        content.kind === 'raw' ? content.mime : null,
      );
      for (const { kind, recipient, dueAt } of happenings)
        this.#insertHappening.run(envelope.messageId, kind, recipient ?? null, Math.ceil(dueAt));
    });
    this.#remember(envelope);
  }

  /** Newest first. `before` is the `seq` of the last line of the page before; `recipient` is a part of an address. */
  list(query: { limit: number; before?: number | undefined; recipient?: string | undefined }): MailSummary[] {
    const rows = this.#database
      .prepare(
        `SELECT seq, envelope FROM ses_mails
         WHERE seq < ? AND instr(lower(recipients), lower(?)) > 0 ORDER BY seq DESC LIMIT ?`,
      )
      .all(query.before ?? Number.MAX_SAFE_INTEGER, query.recipient ?? '', query.limit);
    return rows.map((row) => ({ seq: Number(row.seq), envelope: JSON.parse(String(row.envelope)) }));
  }

  count(): number {
    return Number(this.#database.prepare('SELECT COUNT(*) AS count FROM ses_mails').get()?.count);
  }

  /** Zero for an unknown mail. */
  seqOf(messageId: string): number {
    const row = this.#database.prepare('SELECT seq FROM ses_mails WHERE message_id = ?').get(messageId);
    return Number(row?.seq ?? 0);
  }

  envelope(messageId: string): Envelope | undefined {
    const recent = this.#recent.get(messageId);
    if (recent) return recent;
    const row = this.#database.prepare('SELECT envelope FROM ses_mails WHERE message_id = ?').get(messageId);
    return row && JSON.parse(String(row.envelope));
  }

  content(messageId: string): Content | undefined {
    const row = this.#database
      .prepare('SELECT html, text, mime FROM ses_mails WHERE message_id = ?')
      .get(messageId);
    if (!row) return undefined;
    if (row.mime) return { kind: 'raw', mime: Buffer.from(row.mime as Uint8Array) };
    return { kind: 'parts', html: textOf(row.html), text: textOf(row.text) };
  }

  happeningsOf(messageId: string): StoredHappening[] {
    const rows = this.#database.prepare('SELECT * FROM ses_happenings WHERE message_id = ?').all(messageId);
    return rows.map(happeningOf).sort((a, b) => a.dueAt - b.dueAt || a.id - b.id);
  }

  /** The earliest happenings whose time has come and whose effects are not done. */
  due(now: number, limit: number): StoredHappening[] {
    return this.#selectDue.all(now, limit).map(happeningOf);
  }

  /** When the earliest happening not done is due. */
  nextDueAt(): number | undefined {
    const due = this.#nextDue.get()?.due;
    return due === null || due === undefined ? undefined : Number(due);
  }

  markDone(ids: readonly number[], now: number): void {
    this.#inTransaction(() => {
      for (const id of ids) this.#markDone.run(now, id);
    });
  }

  /** Of the mails accepted since: when, and how many of their recipients count for the daily quota. */
  acceptedSince(time: number): { acceptedAt: number; quotaRecipients: number }[] {
    const rows = this.#database
      .prepare('SELECT accepted_at, quota_recipients FROM ses_mails WHERE accepted_at > ? ORDER BY seq')
      .all(time);
    return rows.map((row) => ({
      acceptedAt: Number(row.accepted_at),
      quotaRecipients: Number(row.quota_recipients),
    }));
  }

  #inTransaction(work: () => void): void {
    this.#database.exec('BEGIN');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #remember(envelope: Envelope): void {
    this.#recent.set(envelope.messageId, envelope);
    if (this.#recent.size <= RECENT_MAILS) return;
    const [oldest] = this.#recent.keys();
    this.#recent.delete(oldest!);
  }
}

function textOf(value: unknown): string | undefined {
  return value === null ? undefined : String(value);
}

function happeningOf(row: Record<string, unknown>): StoredHappening {
  return {
    id: Number(row.id),
    messageId: String(row.message_id),
    kind: row.kind as StoredHappening['kind'],
    recipient: textOf(row.recipient),
    dueAt: Number(row.due_at),
    doneAt: row.done_at === null ? undefined : Number(row.done_at),
  };
}
