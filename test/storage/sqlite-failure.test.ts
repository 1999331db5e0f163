import { expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { sqliteFailure } from '../../src/storage/sqlite-failure.ts';
import { isBusy, isDuplicate } from '../../src/storage/store-failure.ts';

const sqliteError = (errcode: number) =>
  Object.assign(new Error('words'), { code: 'ERR_SQLITE_ERROR', errcode, errstr: 'its words' });

it.each([
  ['SQLITE_BUSY', 5, 'STORE_BUSY'],
  ['SQLITE_BUSY_RECOVERY', 261, 'STORE_BUSY'],
  ['SQLITE_BUSY_SNAPSHOT', 517, 'STORE_BUSY'],
  ['SQLITE_LOCKED', 6, 'STORE_BUSY'],
  ['SQLITE_LOCKED_SHAREDCACHE', 262, 'STORE_BUSY'],
  ['SQLITE_FULL', 13, 'STORE_FULL'],
  ['SQLITE_CORRUPT', 11, 'STORE_FAILED'],
  ['SQLITE_IOERR_WRITE', 778, 'STORE_FAILED'],
  ['SQLITE_READONLY_DBMOVED', 1032, 'STORE_FAILED'],
] as const)('%s (%i) becomes %s', (_, number, code) => {
  const cause = sqliteError(number);
  const failure = sqliteFailure(cause);
  expect(failure).toMatchObject({ code, facts: { sqlite: number }, cause });
  expect(failure.message).toBe(`SQLite: its words (code ${number})`);
  expect(isBusy(failure)).toBe(code === 'STORE_BUSY');
});

it.each([1555, 2067])('a key that is there already (%i) is a duplicate', (number) => {
  expect(isDuplicate(sqliteFailure(sqliteError(number)))).toBe(true);
});

it('a reference to nothing is no duplicate', () => {
  expect(isDuplicate(sqliteFailure(sqliteError(787)))).toBe(false);
});

it('a failure that has a name keeps it', () => {
  const failure = new AppError('STORE_NEWER', 'too new');
  expect(sqliteFailure(failure)).toBe(failure);
});

it.each([
  [Object.assign(new Error('not open'), { code: 'ERR_INVALID_STATE' }), 'ERR_INVALID_STATE'],
  [new TypeError('odd'), 'TypeError'],
  ['thrown text', 'string'],
])('%s is named without its words', (error, name) => {
  expect(sqliteFailure(error)).toMatchObject({
    code: 'STORE_FAILED',
    facts: { sqlite: name },
    message: `SQLite: ${name}`,
  });
});
