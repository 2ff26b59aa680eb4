import type { DatabaseSync, StatementSync } from 'node:sqlite';

interface Steps {
  readonly begin: StatementSync;
  readonly commit: StatementSync;
  readonly rollback: StatementSync;
}

type Effects = (() => void)[];

interface Transactions {
  readonly outer: Steps;
  readonly inner: Steps;
  /** What waits for the end of the transaction under way; `undefined` outside of one. */
  pending: Pending | undefined;
}

interface Pending {
  readonly afterCommit: Effects;
  readonly afterRollback: Effects;
  /** Why SQLite has rolled back the whole of it by itself, in the middle of a part: nothing of it may be committed any more. */
  undoneBy?: unknown;
}

const byDatabase = new WeakMap<DatabaseSync, Transactions>();

function transactionsOf(database: DatabaseSync): Transactions {
  const known = byDatabase.get(database);
  if (known) return known;
  const steps = (begin: string, commit: string, rollback: string): Steps => ({
    begin: database.prepare(begin),
    commit: database.prepare(commit),
    rollback: database.prepare(rollback),
  });
  const transactions: Transactions = {
    outer: steps('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'),
    inner: steps('SAVEPOINT inner', 'RELEASE inner', 'ROLLBACK TO inner'),
    pending: undefined,
  };
  byDatabase.set(database, transactions);
  return transactions;
}

/**
 * Runs synchronous work whose writes all survive, or none: a throw undoes them. Inside another one it is a part of that: its
 * writes survive when the outer one commits, and a throw undoes only the part, if the outer one catches it.
 */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  const transactions = transactionsOf(database);
  return transactions.pending
    ? asPart(transactions, transactions.pending, database, work)
    : asWhole(transactions, database, work);
}

function asWhole<T>(transactions: Transactions, database: DatabaseSync, work: () => T): T {
  const { begin, commit, rollback } = transactions.outer;
  const pending: Pending = { afterCommit: [], afterRollback: [] };
  begin.run();
  transactions.pending = pending;
  let result: T;
  try {
    result = work();
    if (pending.undoneBy) throw pending.undoneBy;
    commit.run();
  } catch (error) {
    transactions.pending = undefined;
    // SQLite has already rolled back by itself after some errors, such as a full disk.
    if (database.isTransaction) rollback.run();
    runAll(pending.afterRollback);
    throw error;
  }
  transactions.pending = undefined;
  runAll(pending.afterCommit);
  return result;
}

function asPart<T>(
  { inner, outer }: Transactions,
  pending: Pending,
  database: DatabaseSync,
  work: () => T,
): T {
  const { afterCommit, afterRollback } = pending;
  const [commitEffects, rollbackEffects] = [afterCommit.length, afterRollback.length];
  inner.begin.run();
  try {
    const result = work();
    if (pending.undoneBy) throw pending.undoneBy;
    inner.commit.run();
    return result;
  } catch (error) {
    if (pending.undoneBy) throw error;
    if (!database.isTransaction) {
      // What the caller still writes, not knowing that all before it is gone, must not survive alone.
      outer.begin.run();
      pending.undoneBy = error;
      throw error;
    }
    inner.rollback.run();
    inner.commit.run();
    afterCommit.length = commitEffects;
    runAll(afterRollback.splice(rollbackEffects));
    throw error;
  }
}

function runAll(effects: Effects): void {
  for (const effect of effects) effect();
}

/** Runs an effect on memory or on others once the writes so far are safe: now, or when the transaction under way commits. */
export function afterCommit(database: DatabaseSync, effect: () => void): void {
  const { pending } = transactionsOf(database);
  if (pending) pending.afterCommit.push(effect);
  else effect();
}

/** Takes back in memory what the transaction under way has done there, if it is undone. Outside of one it does nothing. */
export function afterRollback(database: DatabaseSync, undo: () => void): void {
  transactionsOf(database).pending?.afterRollback.push(undo);
}
