import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { afterCommit, afterRollback, inTransaction } from '#local/transaction.ts';

function setUp() {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE things (name TEXT)');
  const effects: string[] = [];
  const undone: string[] = [];
  return {
    database,
    effects,
    undone,
    add(name: string) {
      database.prepare('INSERT INTO things VALUES (?)').run(name);
      afterCommit(database, () => effects.push(name));
      afterRollback(database, () => undone.push(name));
    },
    names: () =>
      database
        .prepare('SELECT name FROM things')
        .all()
        .map((row) => row.name),
  };
}

const fail = () => {
  throw new Error('no');
};

test('outside of a transaction an effect comes at once', () => {
  const { add, effects } = setUp();
  add('a');
  expect(effects).toEqual(['a']);
});

test('inside of one it comes after the commit, in order, and the result comes through', () => {
  const { database, add, effects, names } = setUp();
  const result = inTransaction(database, () => {
    add('a');
    add('b');
    expect(effects).toEqual([]);
    return 'result';
  });
  expect([result, names(), effects]).toEqual(['result', ['a', 'b'], ['a', 'b']]);
});

test('a throw undoes writes and effects, and leaves the database ready for the next', () => {
  const { database, add, effects, undone, names } = setUp();
  const failing = () =>
    inTransaction(database, () => {
      add('a');
      fail();
    });
  expect(failing).toThrow('no');
  expect([names(), effects, undone]).toEqual([[], [], ['a']]);
  inTransaction(database, () => add('b'));
  expect([names(), effects, undone]).toEqual([['b'], ['b'], ['a']]);
});

test('a part that throws undoes itself; whether the whole goes on is for the outer one to say', () => {
  const { database, add, effects, undone, names } = setUp();
  const part = () =>
    inTransaction(database, () => {
      add('part');
      fail();
    });
  inTransaction(database, () => {
    add('a');
    expect(part).toThrow('no');
    expect(undone).toEqual(['part']);
    inTransaction(database, () => add('b'));
  });
  expect([names(), effects]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  expect(() => inTransaction(database, part)).toThrow('no');
  expect(names()).toEqual(['a', 'b']);
});

test('parts are undone with the whole', () => {
  const { database, add, effects, undone, names } = setUp();
  const failing = () =>
    inTransaction(database, () => {
      inTransaction(database, () => add('part'));
      fail();
    });
  expect(failing).toThrow('no');
  expect([names(), effects, undone]).toEqual([[], [], ['part']]);
});

test('an effect may start a transaction of its own', () => {
  const { database, add, names } = setUp();
  inTransaction(database, () => {
    afterCommit(database, () => inTransaction(database, () => add('later')));
  });
  expect(names()).toEqual(['later']);
});

test('a part that meets a full disk undoes the whole, also where that goes on', () => {
  const { database, add, effects, undone, names } = setUp();
  database.exec(`PRAGMA max_page_count = ${database.prepare('PRAGMA page_count').get()!.page_count}`);
  const tooMuch = () => database.exec('INSERT INTO things VALUES (zeroblob(100000))');
  const work = () => {
    inTransaction(database, () => add('before'));
    expect(() => inTransaction(database, () => inTransaction(database, tooMuch))).toThrow('full');
    // SQLite has rolled back all of it: what follows would be committed alone.
    inTransaction(database, () => add('after'));
    database.exec("INSERT INTO things VALUES ('alone')");
  };
  expect(() => inTransaction(database, work)).toThrow('database or disk is full');
  expect(names()).toEqual([]);
  expect(effects).toEqual([]);
  expect(undone.toSorted()).toEqual(['after', 'before']);
  inTransaction(database, () => add('next'));
  expect(names()).toEqual(['next']);
});
