import type { Kysely } from 'kysely';
import { type Migration } from 'kysely/migration';
import type { NumberColumn } from './number-column.ts';

/**
 * Conversations, transcript, handled activities, outbox.
 *
 * Every index costs each turn a page, so there are few: the keys, what `due` sorts by, and what
 * finds a conversation's older replies.
 */
export function turnsMigration(numbered: NumberColumn): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await createConversations(db, numbered);
      await createEntries(db);
      await createActivities(db);
      await createOutbox(db, numbered);
      await createProbe(db);
    },
  };
}

async function createConversations(db: Kysely<unknown>, numbered: NumberColumn): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('number', 'integer', numbered)
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('snapshot', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('conversations_key', ['channel', 'conversation'])
    .execute();
}

async function createEntries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entries')
    .addColumn('conversation', 'integer', (column) =>
      column.notNull().references('conversations.number').onDelete('cascade'),
    )
    .addColumn('turn', 'integer', (column) => column.notNull())
    .addColumn('line', 'integer', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('entries_key', ['conversation', 'turn', 'line'])
    .execute();
}

async function createActivities(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('activities')
    .addColumn('conversation', 'integer', (column) =>
      column.notNull().references('conversations.number').onDelete('cascade'),
    )
    .addColumn('activity', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('reply', 'text')
    .addPrimaryKeyConstraint('activities_key', ['conversation', 'activity'])
    .execute();
}

async function createOutbox(db: Kysely<unknown>, numbered: NumberColumn): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'integer', numbered)
    .addColumn('conversation', 'integer', (column) =>
      column.notNull().references('conversations.number').onDelete('cascade'),
    )
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('reply', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('outbox_due')
    .on('outbox')
    .columns(['due_at', 'id', 'written_at'])
    .execute();
  await db.schema
    .createIndex('outbox_conversation')
    .on('outbox')
    .columns(['conversation', 'id'])
    .execute();
}

async function createProbe(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('probe')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('filler', 'text', (column) => column.notNull())
    .execute();
}
