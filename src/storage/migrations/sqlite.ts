import type { Migrations } from '../migrate.ts';
import { turnsMigration } from './0001-turns.ts';
import { ticketsMigration } from './0002-tickets.ts';
import { lessonsMigration } from './0003-lessons.ts';
import { webMigration } from './0004-web.ts';
import { sqliteNumber } from './number-column.ts';

/** What has happened to the SQLite schema, in the order of the names. Never edit one that was released. */
export const sqliteMigrations: Migrations = {
  '0001-turns': turnsMigration(sqliteNumber),
  '0002-tickets': ticketsMigration(sqliteNumber),
  '0003-lessons': lessonsMigration,
  '0004-web': webMigration,
};
