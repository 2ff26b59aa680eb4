import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from '../../transaction.ts';
import type { World } from '../../world.ts';
import { type AcceptedMail, type Content, type Envelope, type Happening, recipientsOf } from './mail.ts';

// A send writes one row here and one in the small table of mails with events still to publish: fewer pages than a row and
// index entries for each event, at which a mail costs a third more.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ses_mails (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE, accepted_at INTEGER NOT NULL,
    quota_recipients INTEGER NOT NULL, recipients TEXT NOT NULL, envelope TEXT NOT NULL, happenings TEXT NOT NULL,
    html TEXT, text TEXT, mime BLOB
  ) STRICT;
  CREATE TABLE IF NOT EXISTS ses_pending (seq INTEGER PRIMARY KEY, done TEXT NOT NULL) STRICT;
`;

/** How far a mail's happenings have taken effect. */
export interface Progress {
  readonly seq: number;
  /** Positions in the mail's list of happenings. */
  readonly done: readonly number[];
  readonly finished: boolean;
}

/** The accepted mails and what happens to them, in the world's database. */
export class Mails {
  readonly #database: DatabaseSync;
  readonly #insertMail: StatementSync;
  readonly #insertPending: StatementSync;
  readonly #updatePending: StatementSync;
  readonly #deletePending: StatementSync;

  constructor({ database }: Pick<World, 'database'>) {
    database.exec(SCHEMA);
    this.#database = database;
    this.#insertMail = database.prepare(
      `INSERT INTO ses_mails (message_id, accepted_at, quota_recipients, recipients, envelope, happenings, html, text, mime)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertPending = database.prepare("INSERT INTO ses_pending VALUES (?, '[]')");
    this.#updatePending = database.prepare('UPDATE ses_pending SET done = ? WHERE seq = ?');
    this.#deletePending = database.prepare('DELETE FROM ses_pending WHERE seq = ?');
  }

  /** Stores a mail with everything that will happen to it, all or nothing. */
  accept(
    envelope: Envelope,
    content: Content,
    happenings: readonly Happening[],
    quotaRecipients: number,
  ): AcceptedMail {
    const parts = content.kind === 'parts' ? content : { html: undefined, text: undefined };
    const seq = inTransaction(this.#database, () => {
      const { lastInsertRowid } = this.#insertMail.run(
        envelope.messageId,
        envelope.acceptedAt,
        quotaRecipients,
        recipientsOf(envelope).join(', '),
        JSON.stringify(envelope),
        JSON.stringify(happenings),
        parts.html ?? null,
        parts.text ?? null,
        content.kind === 'raw' ? content.mime : null,
      );
      if (happenings.length > 0) this.#insertPending.run(lastInsertRowid);
      return Number(lastInsertRowid);
    });
    return { seq, envelope, happenings };
  }

  /** Newest first. `before` is the `seq` of the last line of the page before; `recipient` is a part of an address. */
  list(query: {
    limit: number;
    before?: number | undefined;
    recipient?: string | undefined;
  }): AcceptedMail[] {
    return this.#database
      .prepare(
        `SELECT seq, envelope, happenings FROM ses_mails
         WHERE seq < ? AND instr(lower(recipients), lower(?)) > 0 ORDER BY seq DESC LIMIT ?`,
      )
      .all(query.before ?? Number.MAX_SAFE_INTEGER, query.recipient ?? '', query.limit)
      .map(mailOf);
  }

  count(): number {
    return Number(this.#database.prepare('SELECT COUNT(*) AS count FROM ses_mails').get()?.count);
  }

  find(messageId: string): AcceptedMail | undefined {
    const row = this.#database
      .prepare('SELECT seq, envelope, happenings FROM ses_mails WHERE message_id = ?')
      .get(messageId);
    return row && mailOf(row);
  }

  content(seq: number): Content {
    const row = this.#database.prepare('SELECT html, text, mime FROM ses_mails WHERE seq = ?').get(seq);
    if (row?.mime) return { kind: 'raw', mime: Buffer.from(row.mime as Uint8Array) };
    return { kind: 'parts', html: textOf(row?.html), text: textOf(row?.text) };
  }

  /** The mails of an earlier process to which not everything has happened. */
  pending(): { mail: AcceptedMail; done: number[] }[] {
    return this.#database
      .prepare(
        'SELECT seq, envelope, happenings, done FROM ses_pending JOIN ses_mails USING (seq) ORDER BY seq',
      )
      .all()
      .map((row) => ({ mail: mailOf(row), done: JSON.parse(String(row.done)) }));
  }

  record(progress: readonly Progress[]): void {
    inTransaction(this.#database, () => {
      for (const { seq, done, finished } of progress) {
        if (finished) this.#deletePending.run(seq);
        else this.#updatePending.run(JSON.stringify(done), seq);
      }
    });
  }

  /** Of the mails accepted since, oldest first: when, and how many of their recipients count for the daily quota. */
  acceptedSince(time: number): { acceptedAt: number; quotaRecipients: number }[] {
    const newestFirst = this.#database
      .prepare('SELECT accepted_at, quota_recipients FROM ses_mails ORDER BY seq DESC')
      .iterate();
    const found: { acceptedAt: number; quotaRecipients: number }[] = [];
    for (const row of newestFirst) {
      if (Number(row.accepted_at) <= time) break;
      found.push({ acceptedAt: Number(row.accepted_at), quotaRecipients: Number(row.quota_recipients) });
    }
    return found.reverse();
  }
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function mailOf(row: Record<string, unknown>): AcceptedMail {
  return {
    seq: Number(row.seq),
    envelope: JSON.parse(String(row.envelope)),
    happenings: JSON.parse(String(row.happenings)),
  };
}
