import type { DatabaseSync } from 'node:sqlite';
import type { MessageAttributes } from './message-attributes.ts';
import type { Entry } from './visibility-index.ts';

/** What a message says, and what the sender's side noted on it (`SenderId`, `AWSTraceHeader`, …). */
export interface Content {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly systemAttributes: Readonly<Record<string, string>>;
}

// No index beside the primary key: what is asked by queue or by time is answered from memory, and each index would cost
// every send, receive and delete one more page. The body is last, so that reading the rest of a row never reads a long one.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sqs_queues (
    key INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS sqs_messages (
    id INTEGER PRIMARY KEY, queue INTEGER NOT NULL, visible_at INTEGER NOT NULL, sent_at INTEGER NOT NULL,
    receive_count INTEGER NOT NULL, receives_before INTEGER NOT NULL, first_received_at INTEGER,
    message_id TEXT NOT NULL, source_arn TEXT, system_attributes TEXT NOT NULL, attributes TEXT, body TEXT NOT NULL
  );
`;

/** The messages of all queues as they survive the process. Knows nothing of what is visible: see VisibilityIndex. */
export class MessageStore {
  readonly #statements;
  #nextId: number;

  constructor(database: DatabaseSync) {
    database.exec(SCHEMA);
    this.#statements = statementsOf(database);
    this.#nextId = Number(this.#statements.maxId.get()!.id ?? 0) + 1;
  }

  /** A small number that stands for the queue in rows and handles, and when the queue was first seen. */
  queueKey(arn: string, now: number): { key: number; createdAt: number } {
    this.#statements.addQueue.run(arn, now);
    const row = this.#statements.queue.get(arn)!;
    return { key: Number(row.key), createdAt: Number(row.created_at) };
  }

  /** The messages that the queue has from before. */
  *entries(queueKey: number): Iterable<Entry> {
    for (const row of this.#statements.entries.iterate(queueKey)) {
      yield {
        id: Number(row.id),
        messageId: String(row.message_id),
        sentAt: Number(row.sent_at),
        visibleAt: Number(row.visible_at),
        receiveCount: Number(row.receive_count),
        receivesBefore: Number(row.receives_before),
        firstReceivedAt: row.first_received_at === null ? undefined : Number(row.first_received_at),
        sourceArn: row.source_arn === null ? undefined : String(row.source_arn),
      };
    }
  }

  insert(queueKey: number, entry: Omit<Entry, 'id'>, content: Content): Entry {
    const id = this.#nextId++;
    this.#statements.insert.run(
      id,
      queueKey,
      entry.visibleAt,
      entry.sentAt,
      entry.messageId,
      JSON.stringify(content.systemAttributes),
      Object.keys(content.attributes).length > 0 ? JSON.stringify(content.attributes) : null,
      content.body,
    );
    return { ...entry, id };
  }

  content(id: number): Content {
    const row = this.#statements.content.get(id)!;
    return {
      body: String(row.body),
      attributes: row.attributes === null ? {} : JSON.parse(String(row.attributes)),
      systemAttributes: JSON.parse(String(row.system_attributes)),
    };
  }

  setReceived(id: number, visibleAt: number, receiveCount: number, firstReceivedAt: number): void {
    this.#statements.received.run(visibleAt, receiveCount, firstReceivedAt, id);
  }

  setVisibleAt(id: number, visibleAt: number): void {
    this.#statements.visible.run(visibleAt, id);
  }

  /** Puts a message into another queue; everything but its content is as the entry says. */
  moveTo(queueKey: number, entry: Entry): void {
    this.#statements.move.run(
      queueKey,
      entry.visibleAt,
      entry.sentAt,
      entry.receiveCount,
      entry.receivesBefore,
      entry.firstReceivedAt ?? null,
      entry.messageId,
      entry.sourceArn ?? null,
      entry.id,
    );
  }

  delete(id: number): void {
    this.#statements.delete.run(id);
  }

  deleteAllOf(queueKey: number): void {
    this.#statements.deleteAll.run(queueKey);
  }
}

function statementsOf(database: DatabaseSync) {
  return {
    maxId: database.prepare('SELECT max(id) AS id FROM sqs_messages'),
    addQueue: database.prepare(
      'INSERT INTO sqs_queues (arn, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
    queue: database.prepare('SELECT key, created_at FROM sqs_queues WHERE arn = ?'),
    entries: database.prepare(`
      SELECT id, message_id, sent_at, visible_at, receive_count, receives_before, first_received_at, source_arn
      FROM sqs_messages WHERE queue = ? ORDER BY id`),
    insert: database.prepare(`
      INSERT INTO sqs_messages
        (id, queue, visible_at, sent_at, receive_count, receives_before, message_id, system_attributes, attributes, body)
      VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?, ?)`),
    content: database.prepare('SELECT system_attributes, attributes, body FROM sqs_messages WHERE id = ?'),
    received: database.prepare(
      'UPDATE sqs_messages SET visible_at = ?, receive_count = ?, first_received_at = ? WHERE id = ?',
    ),
    visible: database.prepare('UPDATE sqs_messages SET visible_at = ? WHERE id = ?'),
    move: database.prepare(`
      UPDATE sqs_messages SET queue = ?, visible_at = ?, sent_at = ?, receive_count = ?, receives_before = ?,
        first_received_at = ?, message_id = ?, source_arn = ? WHERE id = ?`),
    delete: database.prepare('DELETE FROM sqs_messages WHERE id = ?'),
    deleteAll: database.prepare('DELETE FROM sqs_messages WHERE queue = ?'),
  };
}
