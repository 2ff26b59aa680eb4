import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openState, StateFolderError, type StateOwner } from '#local/runtime/state-folder.ts';
import { temporaryFolder } from '../dynamodb/table-server.ts';

const OWNER: StateOwner = { accountId: '123456789012', region: 'us-east-1', stacks: ['Shop', 'Mail'] };

test('a folder is made, and keeps what was written', async () => {
  await using folder = await temporaryFolder();
  const first = openState(join(folder.path, 'made'), OWNER);
  expect(first.tablesFolder).toBe(join(folder.path, 'made/tables'));
  first.database.exec('CREATE TABLE mine (x); INSERT INTO mine VALUES (7)');
  first.close();
  const second = openState(join(folder.path, 'made'), OWNER);
  expect(second.database.prepare('SELECT x FROM mine').get()).toEqual({ x: 7 });
  second.close();
});

test('a folder is used by one at a time', async () => {
  await using folder = await temporaryFolder();
  const first = openState(folder.path, OWNER);
  expect(() => openState(folder.path, OWNER)).toThrow(StateFolderError);
  expect(() => openState(folder.path, OWNER)).toThrow(/in use by another process/);
  first.close();
  openState(folder.path, OWNER).close();
});

test.each([
  ['account', { accountId: '999999999999' }, /account: 123456789012 there, 999999999999 now/],
  ['region', { region: 'eu-west-1' }, /region: us-east-1 there, eu-west-1 now/],
  ['app', { stacks: ['Other'] }, /stacks: Shop, Mail there, Other now/],
])('the state of another %s is not touched', async (_what, change, message) => {
  await using folder = await temporaryFolder();
  openState(folder.path, OWNER).close();
  const open = () => openState(folder.path, { ...OWNER, ...change });
  expect(open).toThrow(message);
  expect(open).toThrow(/--fresh/);
  openState(folder.path, OWNER).close();
});

test('an app that got or lost a stack is still the same', async () => {
  await using folder = await temporaryFolder();
  openState(folder.path, OWNER).close();
  openState(folder.path, { ...OWNER, stacks: ['Mail', 'New'] }).close();
});

test('the state of a newer version is not touched', async () => {
  await using folder = await temporaryFolder();
  openState(folder.path, OWNER).close();
  const database = new DatabaseSync(join(folder.path, 'state.db'));
  database.exec('UPDATE state_owner SET version = 99');
  database.close();
  expect(() => openState(folder.path, OWNER)).toThrow(/version: 99 there, 1 now/);
});

test('a damaged file says what to do', async () => {
  await using folder = await temporaryFolder();
  writeFileSync(
    join(folder.path, 'state.db'),
    'this is no database, but long enough to be taken for one. '.repeat(20),
  );
  expect(() => openState(folder.path, OWNER)).toThrow(/cannot be opened: file is not a database.*--fresh/s);
});
