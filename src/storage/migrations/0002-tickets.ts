import type { Kysely } from 'kysely';
import { type Migration } from 'kysely/migration';
import type { NumberColumn } from './number-column.ts';

/**
 * Tickets and their mails.
 *
 * A ticket outlives its conversation, so it only points at it; a mail goes with its ticket. A
 * conversation that was erased leaves an empty shell for an hour, for the receipt and its repeats.
 */
export function ticketsMigration(numbered: NumberColumn): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('conversations').addColumn('erased_at', 'bigint').execute();
      await createTickets(db, numbered);
      await createMails(db, numbered);
    },
  };
}

async function createTickets(db: Kysely<unknown>, numbered: NumberColumn): Promise<void> {
  await db.schema
    .createTable('tickets')
    .addColumn('number', 'integer', numbered)
    .addColumn('reference', 'text', (column) => column.notNull().unique())
    .addColumn('conversation', 'integer', (column) =>
      column.references('conversations.number').onDelete('set null'),
    )
    .addColumn('network', 'text')
    .addColumn('urgent', 'integer', (column) => column.notNull())
    .addColumn('contact', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('pack', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('tickets_made').on('tickets').columns(['made_at']).execute();
  await db.schema.createIndex('tickets_talk').on('tickets').columns(['conversation']).execute();
}

async function createMails(db: Kysely<unknown>, numbered: NumberColumn): Promise<void> {
  await db.schema
    .createTable('mails')
    .addColumn('id', 'integer', numbered)
    .addColumn('ticket', 'integer', (column) =>
      column.notNull().references('tickets.number').onDelete('cascade'),
    )
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('recipient', 'text')
    .addColumn('reply_to', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('leased_until', 'bigint')
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .execute();
  await db.schema.createIndex('mails_due').on('mails').columns(['due_at']).execute();
  // What readiness asks for: the mails that were not sent, which are few.
  await db.schema.createIndex('mails_sent').on('mails').columns(['sent_at']).execute();
  await db.schema.createIndex('mails_ticket').on('mails').columns(['ticket']).execute();
}
