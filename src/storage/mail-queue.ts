import type { Kysely } from 'kysely';
import type { LeasedMail, MailFigures, MailQueue } from '../escalation/mail-queue.ts';
import type { Tables } from './tables.ts';
import type { Writer } from './writer.ts';

/** Mails on their way, in a database. */
export function createMailQueue(db: Kysely<Tables>, writer: Writer): MailQueue {
  return {
    lease: (now, until, limit) => leaseDue(writer, { now, until, limit }),
    sent: (id, at) => markSent(writer, id, at),
    failed: (id, retryAt) => reschedule(writer, id, retryAt),
    readdress: (recipient, now) => readdress(writer, recipient, now),
    figures: () => readFigures(db),
    references: async () => {
      const rows = await db.selectFrom('tickets').select('reference').execute();
      return new Set(rows.map(({ reference }) => reference));
    },
  };
}

/** A lease is written before the first byte leaves, so a crash after that is seen as a try. */
function leaseDue(
  writer: Writer,
  { now, until, limit }: { readonly now: number; readonly until: number; readonly limit: number },
): Promise<readonly LeasedMail[]> {
  return writer.write(async (db) => {
    const rows = await db
      .selectFrom('mails as m')
      .innerJoin('tickets as t', 't.number', 'm.ticket')
      .select(['m.id', 't.reference', 'm.recipient', 'm.message_id', 'm.reply_to', 'm.subject'])
      .select(['m.body', 'm.attempts', 'm.written_at'])
      .where('m.due_at', '<=', now)
      .where((is) => is.or([is('m.leased_until', 'is', null), is('m.leased_until', '<=', now)]))
      .orderBy('m.due_at')
      .orderBy('m.id')
      .limit(limit)
      .execute();
    const mails = rows.flatMap(({ recipient, body, ...row }): LeasedMail[] => {
      if (recipient === null || body === null) return [];
      const { message_id: messageId, reply_to: replyTo, subject } = row;
      const mail = { messageId, replyTo, subject, text: body };
      const { id, reference, attempts, written_at: writtenAt } = row;
      return [{ id, reference, recipient, mail, attempts, writtenAt }];
    });
    for (const { id } of mails) {
      await db.updateTable('mails').set({ leased_until: until }).where('id', '=', id).execute();
    }
    return mails;
  });
}

function markSent(writer: Writer, id: number, at: number): Promise<boolean> {
  return writer.write(async (db) => {
    const row = await db
      .updateTable('mails')
      .set((is) => ({
        attempts: is('attempts', '+', 1),
        body: null,
        due_at: null,
        leased_until: null,
        sent_at: at,
      }))
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  });
}

async function reschedule(writer: Writer, id: number, retryAt: number | null): Promise<void> {
  await writer.write((db) =>
    db
      .updateTable('mails')
      .set((is) => ({ attempts: is('attempts', '+', 1), due_at: retryAt, leased_until: null }))
      .where('id', '=', id)
      .execute(),
  );
}

function readdress(writer: Writer, recipient: string, now: number): Promise<number> {
  return writer.write(async (db) => {
    const rows = await db
      .updateTable('mails')
      .set({ recipient, due_at: now })
      .where('recipient', 'is', null)
      .where('sent_at', 'is', null)
      .where('body', 'is not', null)
      .returning('id')
      .execute();
    return rows.length;
  });
}

async function readFigures(db: Kysely<Tables>): Promise<MailFigures> {
  const rows = await db
    .selectFrom('mails')
    .select(['recipient', 'due_at', 'written_at'])
    .where('sent_at', 'is', null)
    .execute();
  const waiting = rows.filter((row) => row.due_at !== null);
  const kept = rows.filter((row) => row.recipient === null);
  return {
    waiting: waiting.length,
    oldestAt: waiting.length === 0 ? null : Math.min(...waiting.map((row) => row.written_at)),
    kept: kept.length,
    givenUp: rows.length - waiting.length - kept.length,
  };
}
