import type { DatabaseSync } from 'node:sqlite';

/** A mail that SNS would have sent to a subscriber. */
export interface SentEmail {
  readonly messageId: string;
  readonly topicArn: string;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
}

/** The mails to subscribers, kept for who wants to see them. */
export class SentEmails {
  readonly #insert;
  readonly #all;

  constructor(database: DatabaseSync) {
    database.exec(`CREATE TABLE IF NOT EXISTS sns_emails (
      id INTEGER PRIMARY KEY, sent_at INTEGER NOT NULL, message_id TEXT NOT NULL, topic_arn TEXT NOT NULL,
      address TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL
    )`);
    this.#insert = database.prepare(
      'INSERT INTO sns_emails (sent_at, message_id, topic_arn, address, subject, body) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#all = database.prepare(`
      SELECT message_id AS messageId, topic_arn AS topicArn, address, subject, body, sent_at AS sentAt
      FROM sns_emails ORDER BY id DESC LIMIT ?`);
  }

  add({ sentAt, messageId, topicArn, address, subject, body }: SentEmail): void {
    this.#insert.run(sentAt, messageId, topicArn, address, subject, body);
  }

  /** The latest, newest first. */
  latest(max: number): SentEmail[] {
    return this.#all.all(max).map((row) => ({ ...row }) as unknown as SentEmail);
  }
}
