import type { DatabaseSync, StatementSync } from 'node:sqlite';

interface Transactions {
  readonly begin: StatementSync;
  readonly commit: StatementSync;
  readonly rollback: StatementSync;
  /** What waits for the commit of the transaction under way; `undefined` outside of one. */
  effects: (() => void)[] | undefined;
}

const byDatabase = new WeakMap<DatabaseSync, Transactions>();

function transactionsOf(database: DatabaseSync): Transactions {
  const known = byDatabase.get(database);
  if (known) return known;
  const transactions: Transactions = {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    effects: undefined,
  };
  byDatabase.set(database, transactions);
  return transactions;
}

/**
 * Runs synchronous work whose writes all survive, or none: a throw undoes them. Inside another one it joins that, and a
 * throw then undoes the whole, unless it is caught before it gets there.
 */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  const transactions = transactionsOf(database);
  if (transactions.effects) return work();

  const effects: (() => void)[] = [];
  transactions.begin.run();
  transactions.effects = effects;
  let result: T;
  try {
    result = work();
    transactions.commit.run();
  } catch (error) {
    transactions.effects = undefined;
    // SQLite has already rolled back by itself after some errors, such as a full disk.
    if (database.isTransaction) transactions.rollback.run();
    throw error;
  }
  transactions.effects = undefined;
  for (const effect of effects) effect();
  return result;
}

/** Runs an effect on memory or on others once the writes so far are safe: now, or when the transaction under way commits. */
export function afterCommit(database: DatabaseSync, effect: () => void): void {
  const { effects } = transactionsOf(database);
  if (effects) effects.push(effect);
  else effect();
}
