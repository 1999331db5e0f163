import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../base/app-error.ts';
import { sqliteFailure, withNamedFailure } from './sqlite-failure.ts';

/** The path of a database that lives as long as the process: for the terminal. */
export const inMemory = ':memory:';

/** Long, as it is only for the start, when another process may be migrating. */
const startTimeoutMs = 5_000;

/**
 * Opens the file, made with its folder when it is not there, for the owner's eyes only.
 *
 * Nothing in a database that exists is changed: `useWriteAheadLog` does that once its schema is known
 * to be ours. SQLite gives the files beside it (`-wal`, `-shm`) the same mode.
 *
 * @throws STORE_FAILED when the folder or the file cannot be made or opened.
 */
export function openSqlite(path: string): DatabaseSync {
  if (path !== inMemory) makePrivateFile(path);
  return withNamedFailure(() => {
    const database = new DatabaseSync(path, {
      timeout: startTimeoutMs,
      enableForeignKeyConstraints: true,
    });
    database.exec('pragma trusted_schema = off; pragma synchronous = full');
    // What is deleted is overwritten, and not only taken out of the index.
    database.exec('pragma secure_delete = on');
    return database;
  });
}

/** Turns the write-ahead log on, which stays so in the file: readers and the writer do not wait. */
export function useWriteAheadLog(database: DatabaseSync): void {
  withNamedFailure(() => database.exec('pragma journal_mode = wal'));
}

/**
 * Empties the write-ahead log: what was deleted is still in it until then. False while another
 * connection reads or writes.
 */
export function emptyWriteAheadLog(database: DatabaseSync): boolean {
  return withNamedFailure(() => {
    const row: unknown = database.prepare('pragma wal_checkpoint(truncate)').get();
    return typeof row === 'object' && row !== null && 'busy' in row && row.busy === 0;
  });
}

/** Sets how long a statement waits for a lock. The whole process stands still meanwhile. */
export function setLockTimeout(database: DatabaseSync, milliseconds: number): void {
  withNamedFailure(() => database.exec(`pragma busy_timeout = ${milliseconds}`));
}

/**
 * Writes a whole copy of the database to another file, which is there only when it is complete and
 * on the disk. One of the same name is replaced.
 */
export function copySqlite(database: DatabaseSync, target: string): void {
  const part = `${target}.${process.pid}.part`;
  try {
    rmSync(part, { force: true });
    makePrivateFile(part);
    database.prepare('vacuum into ?').run(part);
    sync(part);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error instanceof AppError ? error : sqliteFailure(error);
  }
}

function makePrivateFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const message =
      `The database "${path}" cannot be opened for writing (${reason}). ` +
      'Check that its folder exists and belongs to the user the bot runs as.';
    throw new AppError('STORE_FAILED', message, { reason }, error);
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
