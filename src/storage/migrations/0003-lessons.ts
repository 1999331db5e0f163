import type { Kysely } from 'kysely';
import { type Migration } from 'kysely/migration';

/**
 * What conversations teach those who write the content, keyed by (conversation, turn, line).
 *
 * The words are not copied: they stand, masked, in the transcript, and go with it.
 */
export const lessonsMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('lessons')
      .addColumn('conversation', 'integer', (column) =>
        column.notNull().references('conversations.number').onDelete('cascade'),
      )
      .addColumn('turn', 'integer', (column) => column.notNull())
      .addColumn('line', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('article', 'text')
      .addColumn('offered', 'text', (column) => column.notNull())
      .addColumn('chosen', 'text')
      .execute();
    await db.schema
      .createIndex('lessons_key')
      .on('lessons')
      .columns(['conversation', 'turn', 'line'])
      .unique()
      .execute();
    await db.schema.createIndex('lessons_at').on('lessons').columns(['at']).execute();
  },
};
