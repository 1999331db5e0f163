import type { Kysely } from 'kysely';
import type { Outbox, PendingReply } from '../turn/ports.ts';
import { readJson } from './stored-json.ts';
import type { Tables } from './tables.ts';
import type { Writer } from './writer.ts';

/** Replies on their way, in a database. One that was given up has no time at which it is due. */
export function createOutbox(db: Kysely<Tables>, writer: Writer): Outbox {
  return {
    due: (now, limit) => readDue(db, now, limit),
    delivered: (id) => removeReply(writer, id),
    failed: (id, retryAt) => rescheduleReply(writer, id, retryAt),
    state: () => readState(db),
  };
}

/**
 * Oldest is what has been due longest, so that replies which fail again and again do not keep the
 * others waiting. A reply is offered only when no older one of its conversation waits, due or not: what follows a
 * reply that is tried again later must not overtake it. One that was given up holds nobody back.
 */
async function readDue(
  db: Kysely<Tables>,
  now: number,
  limit: number,
): Promise<readonly PendingReply[]> {
  const rows = await db
    .selectFrom('outbox as o')
    .innerJoin('conversations as c', 'c.number', 'o.conversation')
    .select(['o.id', 'c.channel', 'c.conversation', 'o.reference', 'o.reply', 'o.attempts'])
    .where('o.due_at', '<=', now)
    .where((older) =>
      older.not(
        older.exists(
          older
            .selectFrom('outbox as older')
            .select('older.id')
            .whereRef('older.conversation', '=', 'o.conversation')
            .whereRef('older.id', '<', 'o.id')
            .where('older.due_at', 'is not', null),
        ),
      ),
    )
    .orderBy('o.due_at')
    .orderBy('o.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, channel, conversation, reference, reply, attempts }) => ({
    id,
    key: { channel, conversation },
    reference: readJson(reference),
    reply: readJson(reply),
    attempts,
  }));
}

async function removeReply(writer: Writer, id: number): Promise<void> {
  await writer.write((db) => db.deleteFrom('outbox').where('id', '=', id).execute());
}

async function rescheduleReply(writer: Writer, id: number, retryAt: number | null): Promise<void> {
  await writer.write((db) =>
    db
      .updateTable('outbox')
      .set((row) => ({ attempts: row('attempts', '+', 1), due_at: retryAt }))
      .where('id', '=', id)
      .execute(),
  );
}

async function readState(db: Kysely<Tables>): ReturnType<Outbox['state']> {
  const row = await db
    .selectFrom('outbox')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.count<number>('due_at').as('waiting'),
      fn.min('written_at').filterWhere('due_at', 'is not', null).as('oldest_at'),
    ])
    .executeTakeFirstOrThrow();
  return { waiting: row.waiting, givenUp: row.all - row.waiting, oldestAt: row.oldest_at };
}
