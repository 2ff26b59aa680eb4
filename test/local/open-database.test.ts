import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '#local/open-database.ts';

test('a file that is open cannot be opened again; one that was closed can', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'database-')), 'state.sqlite');
  const first = openDatabase(file);
  expect(() => openDatabase(file)).toThrow(`${file} is in use by another process.`);
  first.exec('CREATE TABLE things (name TEXT)');
  expect(() => openDatabase(file)).toThrow('in use');
  first.close();
  const second = openDatabase(file);
  expect(second.prepare('SELECT count(*) AS n FROM things').get()).toEqual({ n: 0 });
  second.close();
});

test('a folder that is not there is said as SQLite says it', () => {
  expect(() => openDatabase(join(tmpdir(), 'not-there', 'state.sqlite'))).toThrow(
    'unable to open database file',
  );
});
