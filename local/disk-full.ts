const SQLITE_FULL = 13;

/** Whether it failed because the disk has no space left, as SQLite, LevelDB or the system say it. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && error.errcode === SQLITE_FULL) return true;
  return (
    ('code' in error && error.code === 'ENOSPC') ||
    /No space left on device/.test(error.message) ||
    isDiskFull(error.cause)
  );
}

/** What to tell whoever runs the local cloud then. */
export const DISK_FULL =
  'The disk of the state folder is full. Nothing that was acknowledged is lost; what is asked meanwhile is answered with an error. Free some space and it goes on.';
