import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { createGroupWriter } from './group-writer.ts';
import { migrate, type Migrations, pendingMigrations } from './migrate.ts';
import { sqliteMigrations } from './migrations/sqlite.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';
import {
  copySqlite,
  emptyWriteAheadLog,
  inMemory,
  openSqlite,
  setLockTimeout,
  useWriteAheadLog,
} from './sqlite-file.ts';
import { createStore, type Store } from './store.ts';
import type { Tables } from './tables.ts';

/** One try to get the lock: what SQLite waits (the process stands still) and what the writer does. */
const tryMs = { standing: 20, pausing: 80 } as const;

/** How a store is opened. */
export interface StoreOptions {
  /** How long a turn waits for another process that writes before it fails with STORE_BUSY. */
  readonly busyTimeoutMs?: number;
  /** The schema's history; the bot's own unless an upgrade is being rehearsed. */
  readonly migrations?: Migrations;
}

/**
 * Opens the SQLite store, made and brought up to date as needed; `:memory:` keeps it in the process.
 *
 * Before an existing database is migrated, a copy is made beside it, called
 * `<file>.before-<first migration>`. To undo an upgrade: stop the bot, delete `<file>-wal` and
 * `<file>-shm`, put the copy in the place of `<file>`, start the older version. What was said since
 * the upgrade is lost with that. The copy stays until somebody deletes it.
 *
 * @throws STORE_NEWER for a database of a newer version, which is left as it is.
 * @throws STORE_BUSY, STORE_FULL or STORE_FAILED when the database does not open.
 */
export async function openStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const database = openSqlite(path);
  try {
    return await openStoreOn(database, path, options);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The same over a connection that is open already; the store closes it. */
export async function openStoreOn(
  database: DatabaseSync,
  path: string,
  options: StoreOptions = {},
): Promise<Store> {
  const { busyTimeoutMs = 3_000, migrations = sqliteMigrations } = options;
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });
  const { pending, fresh } = await pendingMigrations(db, migrations);
  const [first] = pending;
  if (first !== undefined && !fresh && path !== inMemory) {
    copySqlite(database, `${path}.before-${first}`);
  }
  useWriteAheadLog(database);
  if (first !== undefined) await migrate(db, migrations);
  setLockTimeout(database, Math.min(tryMs.standing, busyTimeoutMs));
  const tries = Math.floor(busyTimeoutMs / (tryMs.standing + tryMs.pausing)) + 1;
  const writer = createGroupWriter(db, { tries, pauseMs: tryMs.pausing });
  const compact = (): Promise<boolean> => writer.idle().then(() => emptyWriteAheadLog(database));
  return createStore({ db, writer, compact, release: () => database.close() });
}
