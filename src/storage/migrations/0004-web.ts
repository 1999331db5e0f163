import type { Kysely } from 'kysely';
import { type Migration } from 'kysely/migration';

/**
 * What the chat on web sites needs: the id of what a person did, so that a client knows its own words
 * again, and the handles with which a browser comes back.
 */
export const webMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('entries').addColumn('activity', 'text').execute();
    await db.schema
      .createTable('handles')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('conversation', 'integer', (column) =>
        column.notNull().references('conversations.number').onDelete('cascade'),
      )
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('origin', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('handles_talk').on('handles').columns(['conversation']).execute();
    await db.schema.createIndex('handles_end').on('handles').columns(['expires_at']).execute();
  },
};
