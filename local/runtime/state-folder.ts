import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDiskFull } from '../disk-full.ts';
import { openDatabase } from '../open-database.ts';

/** Whose state it is. State of one account, region or app means nothing to another. */
export interface StateOwner {
  readonly accountId: string;
  readonly region: string;
  /** Names of the app's stacks. One in common makes it the same app. */
  readonly stacks: readonly string[];
}

/** Where everything is kept that has to survive. */
export interface State {
  readonly database: DatabaseSync;
  /** The folder of DynamoDB's tables; `undefined` in memory. */
  readonly tablesFolder: string | undefined;
  close(): void;
}

/** A state folder that cannot be used. The message is for the person who started. */
export class StateFolderError extends Error {}

/** Grows when an older local cloud could not read the folder any more. */
const VERSION = 1;

/** Opens a state folder, created when missing. Throws {@link StateFolderError} if it is in use, or somebody else's. */
export function openState(folder: string, owner: StateOwner): State {
  mkdirSync(folder, { recursive: true });
  const database = openExclusively(join(folder, 'state.db'), folder);
  try {
    claim(database, folder, owner);
    return { database, tablesFolder: join(folder, 'tables'), close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** State that ends with the process. */
export function openMemory(): State {
  const database = new DatabaseSync(':memory:');
  return { database, tablesFolder: undefined, close: () => database.close() };
}

function openExclusively(file: string, folder: string): DatabaseSync {
  try {
    const database = openDatabase(file);
    database.exec('CREATE TABLE IF NOT EXISTS state_owner (version, account_id, region, stacks)');
    return database;
  } catch (error) {
    if (isDiskFull(error)) throw error;
    const { message } = error as Error;
    throw new StateFolderError(
      `The state folder ${folder} cannot be opened: ${message}\nUnless it is in use, start with --fresh to begin with an empty one.`,
      { cause: error },
    );
  }
}

/** Writes the owner into a new folder, or compares it. */
function claim(database: DatabaseSync, folder: string, owner: StateOwner): void {
  const kept = database.prepare('SELECT * FROM state_owner').get();
  if (!kept) {
    database
      .prepare('INSERT INTO state_owner VALUES (?, ?, ?, ?)')
      .run(VERSION, owner.accountId, owner.region, JSON.stringify(owner.stacks));
    return;
  }
  const stacks: string[] = JSON.parse(String(kept.stacks));
  const differences = [
    ...(Number(kept.version) === VERSION ? [] : [['version', kept.version, VERSION]]),
    ...(kept.account_id === owner.accountId ? [] : [['account', kept.account_id, owner.accountId]]),
    ...(kept.region === owner.region ? [] : [['region', kept.region, owner.region]]),
    ...(stacks.some((stack) => owner.stacks.includes(stack))
      ? []
      : [['stacks', stacks.join(', '), owner.stacks.join(', ')]]),
  ];
  if (differences.length === 0) return;
  const listed = differences.map(([what, was, is]) => `  ${what}: ${was} there, ${is} now`);
  throw new StateFolderError(
    `The state folder ${folder} belongs to something else:\n${listed.join('\n')}\nChoose another folder, or start with --fresh to empty it.`,
  );
}
