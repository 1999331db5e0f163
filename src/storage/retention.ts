import type { Kysely, Transaction } from 'kysely';
import type { Limits, Retention } from '../turn/ports.ts';
import type { Tables } from './tables.ts';
import type { Writer } from './writer.ts';

/** What retention needs of a database. */
export interface RetentionParts {
  readonly db: Kysely<Tables>;
  readonly writer: Writer;
  /** Empties the write-ahead log, where the database has one; whether it is empty. */
  readonly compact: () => Promise<boolean>;
}

/**
 * Deletes what is too old to keep.
 *
 * A conversation goes with all that belongs to it. Its tickets stay for their own time, but without
 * the person: nobody could ask for them to be erased any more. Whether a conversation is still too
 * old is asked in the statement that deletes it, so a turn that came in between keeps it.
 */
export function createRetention({ db, writer, compact }: RetentionParts): Retention {
  return {
    old: (limits, most) => readOld(db, limits, most),
    purge: (id, limits) => purgeOne(writer, id, limits),
    trim: (limits) => trimRest(writer, limits),
    compact,
  };
}

async function readOld(
  db: Kysely<Tables>,
  { transcripts, shells }: Limits,
  most: number,
): ReturnType<Retention['old']> {
  const rows = await db
    .selectFrom('conversations')
    .select(['id', 'channel', 'conversation'])
    .where((is) =>
      is.or([
        is('updated_at', '<', transcripts),
        is.and([is('erased_at', 'is not', null), is('erased_at', '<', shells)]),
      ]),
    )
    .limit(most)
    .execute();
  return rows.map(({ id, channel, conversation }) => ({ id, key: { channel, conversation } }));
}

/** A shell has had no turn since, or its `erased_at` would be null. */
function purgeOne(writer: Writer, id: string, limits: Limits): Promise<boolean> {
  return writer.write(async (db) => {
    const gone = await db
      .deleteFrom('conversations')
      .where('id', '=', id)
      .where((is) =>
        is.or([is('updated_at', '<', limits.transcripts), is('erased_at', '<', limits.shells)]),
      )
      .returning('number')
      .executeTakeFirst();
    return gone !== undefined;
  });
}

/** A mail that nobody took keeps where it was to go and loses its text, which holds the conversation. */
function trimRest(writer: Writer, { transcripts, tickets, handles }: Limits): Promise<void> {
  return writer.write(async (db) => {
    await db.deleteFrom('entries').where('at', '<', transcripts).execute();
    await db.deleteFrom('activities').where('at', '<', transcripts).execute();
    await db.deleteFrom('lessons').where('at', '<', transcripts).execute();
    await db.deleteFrom('handles').where('expires_at', '<', handles).execute();
    await db.deleteFrom('tickets').where('made_at', '<', tickets).execute();
    await db
      .updateTable('mails')
      .set({ body: null, due_at: null })
      .where('written_at', '<', transcripts)
      .where('body', 'is not', null)
      .execute();
    await forgetPeople(db);
  });
}

/** Takes the address and the words of a person out of the tickets whose conversation is gone. */
async function forgetPeople(db: Transaction<Tables>): Promise<void> {
  const orphans = db.selectFrom('tickets').select('number').where('conversation', 'is', null);
  await db
    .updateTable('mails')
    .set({ reply_to: '' })
    .where('reply_to', '<>', '')
    .where('ticket', 'in', orphans)
    .execute();
  await db
    .updateTable('tickets')
    .set({ contact: '', pack: '[]' })
    .where('conversation', 'is', null)
    .where('contact', '<>', '')
    .execute();
}
