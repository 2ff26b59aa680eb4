import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A command with its arguments. */
export type CommandLine = readonly [command: string, ...args: string[]];

/** The file system that the state lies on. */
export interface Disk {
  /** The same command where the file system is seen. */
  command(line: CommandLine): CommandLine;
  /** Fills what is free, to the last byte. May be called again to fill what has become free since. */
  fill(): void;
  /** Gives the space back. */
  free(): void;
  close(): Promise<void>;
}

/** Why there cannot be a small disk on this machine; undefined where there can. */
export function smallDiskRefusal(): string | undefined {
  if (process.platform !== 'linux') return `a small file system needs Linux, and this is ${process.platform}`;
  const { status, stderr, error } = spawnSync(
    'unshare',
    ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt && command -v nsenter'],
    { encoding: 'utf8' },
  );
  if (status === 0) return undefined;
  return `unshare -rm is not allowed here (${(error?.message ?? stderr).trim()})`;
}

/** The disk that the folder is on anyway. It cannot be filled. */
export function machineDisk(): Disk {
  return { command: (line) => line, fill() {}, free() {}, close: async () => {} };
}

/** Of what fills the disk, written at once; ever smaller, so that the last byte is found. */
const PIECES = [1 << 20, 1 << 12, 1];

/**
 * A file system of so many bytes in memory over an empty folder. It is mounted in a namespace of its own, which needs no rights:
 * processes started by `command` see it, and it is gone with the one that holds it. It outlives those that are killed on it.
 */
export async function openSmallDisk(folder: string, bytes: number): Promise<Disk> {
  mkdirSync(folder, { recursive: true });
  const holder = spawn(
    'unshare',
    [
      '-rm',
      'sh',
      '-c',
      'mount -t tmpfs -o size="$0" tmpfs "$1" && echo mounted && exec cat',
      `${bytes}`,
      folder,
    ],
    // It ends with its input, so also when this process is killed.
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await once(holder.stdout, 'data');
  const ballast = path.join(`/proc/${holder.pid}/root`, folder, 'ballast');
  return {
    command: (line) =>
      [
        ...['nsenter', '--target', `${holder.pid}`, '--user', '--mount', '--preserve-credentials'],
        // Entering leads to the root folder.
        ...['sh', '-c', 'cd "$0" && exec "$@"', process.cwd()],
        ...line,
      ] as unknown as CommandLine,
    fill: () => fill(ballast),
    free: () => rmSync(ballast, { force: true }),
    close: () => end(holder),
  };
}

function fill(ballast: string): void {
  const file = openSync(ballast, 'a');
  try {
    for (const size of PIECES) writeUntilFull(file, Buffer.alloc(size, 'x'));
  } finally {
    closeSync(file);
  }
}

function writeUntilFull(file: number, piece: Buffer): void {
  try {
    while (writeSync(file, piece) === piece.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

async function end(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null) return;
  const exited = once(holder, 'exit');
  holder.stdin!.end();
  await exited;
}
