import type { ColumnDefinitionBuilder } from 'kysely';

/**
 * Makes a column the key that the database counts up: the one thing in the schema that SQLite and
 * PostgreSQL say differently, so a migration is given it.
 */
export type NumberColumn = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

/**
 * SQLite's counted key.
 *
 * Without `autoincrement` SQLite gives the number of a deleted last row away again, and a late
 * `delivered` would then remove a reply that nobody has sent.
 */
export const sqliteNumber: NumberColumn = (column) => column.primaryKey().autoIncrement();
