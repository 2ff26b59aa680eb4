import { DatabaseSync } from 'node:sqlite';

/**
 * Opens the file that everything survives in. A write that returned survives a killed process; a power cut may take the
 * last ones with it, since SQLite then waits for the disk only at its checkpoints (`synchronous = NORMAL`).
 *
 * The lock is exclusive: it makes each write about twice as fast, and a second local cloud on the same folder is refused with
 * a readable error instead of handing out the same messages. The lock ends with the process, however it ends.
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      -- 32 MB of log between two checkpoints: each waits for the disk, and the default of 4 MB does so many times a second.
      PRAGMA wal_autocheckpoint = 8000;
    `);
    return database;
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new Error(`${file} is in use by another process. Stop that, or keep the state in another folder.`, {
      cause: error,
    });
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
