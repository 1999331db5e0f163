import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { AppError } from '../base/app-error.ts';
import { sqliteFailure, withNamedFailure } from './sqlite-failure.ts';

/** More than the bot has statements; a bound all the same, as multi-row inserts differ by length. */
const statementLimit = 100;

/**
 * Kysely's SQLite dialect over Node's own SQLite.
 *
 * Whatever a statement throws leaves here as an `AppError` of the `STORE_` family. Closing the
 * database is left to who opened it: statements after that fail with `STORE_FAILED`.
 */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new TransactionalDdlAdapter(),
    createDriver: () => new ImmediateDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite does roll back schema changes, so a migration that fails leaves nothing behind. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: withCachedStatements(database) });
    this.#database = database;
  }

  /** Takes the write lock at once: a lock that is held elsewhere is met before any work is done. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite rolls back by itself when the disk is full; a second time would hide that reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** Keeps the statements that were used last, since preparing one costs more than running it. */
function withCachedStatements(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = statements.get(sql) ?? prepareStatement(database, sql);
      statements.delete(sql);
      statements.set(sql, statement);
      const [oldest] = statements.keys();
      if (statements.size > statementLimit && oldest !== undefined) statements.delete(oldest);
      return statement;
    },
  };
}

function prepareStatement(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = withNamedFailure(() => database.prepare(sql));
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => withNamedFailure(() => statement.all(...parameters.map(bindable))),
    run: (parameters) => withNamedFailure(() => statement.run(...parameters.map(bindable))),
    iterate: function* (parameters) {
      try {
        yield* statement.iterate(...parameters.map(bindable));
      } catch (error) {
        throw sqliteFailure(error);
      }
    },
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value;
  const facts = { type: typeof value };
  throw new AppError('STORE_FAILED', 'A statement was given a value SQLite cannot hold.', facts);
}
