import { DatabaseSync } from 'node:sqlite';

/**
 * Opens the file that everything survives in. A write that returned survives a killed process; a power cut may take the
 * last ones with it, since SQLite then waits for the disk only at its checkpoints (`synchronous = NORMAL`).
 *
 * The lock is exclusive: it makes each write about twice as fast, and a second local cloud on the same folder is refused
 * (`SQLITE_BUSY`, "database is locked") instead of handing out the same messages. It ends with the process.
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    -- 32 MB of log between two checkpoints: each waits for the disk, and the default of 4 MB does so many times a second.
    PRAGMA wal_autocheckpoint = 8000;
  `);
  return database;
}
