import type { DatabaseSync } from 'node:sqlite';
import type { MoveTask } from './move-task.ts';

/** Redrive tasks as they survive the process. */
export class MoveTaskStore {
  readonly #statements;

  constructor(database: DatabaseSync) {
    database.exec(`CREATE TABLE IF NOT EXISTS sqs_move_tasks (
      id TEXT PRIMARY KEY, source_arn TEXT NOT NULL, status TEXT NOT NULL, started_at INTEGER NOT NULL, task TEXT NOT NULL
    )`);
    this.#statements = {
      save: database.prepare('INSERT OR REPLACE INTO sqs_move_tasks VALUES (?, ?, ?, ?, ?)'),
      byId: database.prepare('SELECT task FROM sqs_move_tasks WHERE id = ?'),
      running: database.prepare("SELECT task FROM sqs_move_tasks WHERE status = 'RUNNING'"),
      latest: database.prepare(
        'SELECT task FROM sqs_move_tasks WHERE source_arn = ? ORDER BY started_at DESC, rowid DESC LIMIT ?',
      ),
    };
  }

  save(task: MoveTask): void {
    this.#statements.save.run(task.id, task.sourceArn, task.status, task.startedAt, JSON.stringify(task));
  }

  byId(id: string): MoveTask | undefined {
    const row = this.#statements.byId.get(id);
    return row && read(row);
  }

  running(): MoveTask[] {
    return this.#statements.running.all().map(read);
  }

  latest(sourceArn: string, max: number): MoveTask[] {
    return this.#statements.latest.all(sourceArn, max).map(read);
  }
}

function read(row: Record<string, unknown>): MoveTask {
  return JSON.parse(String(row.task));
}
