import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { AppError } from '../base/app-error.ts';
import type { Tables } from './tables.ts';

/** Migrations by name; the names sort in the order in which they run. */
export type Migrations = Readonly<Record<string, Migration>>;

/**
 * The migrations that the database still lacks, in order.
 *
 * It only reads, so that a database of a newer version stays as it is.
 *
 * @throws STORE_NEWER when the database has one that this version does not know.
 */
export async function pendingMigrations(
  db: Kysely<Tables>,
  migrations: Migrations,
): Promise<{ readonly pending: readonly string[]; readonly fresh: boolean }> {
  const applied = await appliedMigrations(db);
  const unknown = applied.find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) {
    throw new AppError(
      'STORE_NEWER',
      `The database was made by a newer version of the bot (it has "${unknown}"). ` +
        'Start that version, or go back to the copy that was made before the upgrade.',
      { migration: unknown },
    );
  }
  const pending = Object.keys(migrations).filter((name) => !applied.includes(name));
  return { pending: pending.sort(), fresh: applied.length === 0 };
}

/** Runs what is pending in one transaction: a migration that fails leaves the schema as it was. */
export async function migrate(db: Kysely<Tables>, migrations: Migrations): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  if (error instanceof AppError) throw error;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'none';
  const message = `The migration "${failed}" failed; the database is as it was before.`;
  throw new AppError('STORE_FAILED', message, { migration: failed }, error);
}

async function appliedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return [];
  const history = db.$extendTables<{
    readonly [DEFAULT_MIGRATION_TABLE]: { readonly name: string };
  }>();
  const rows = await history.selectFrom(DEFAULT_MIGRATION_TABLE).select('name').execute();
  return rows.map((row) => row.name);
}
