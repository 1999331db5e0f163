import type { Kysely } from 'kysely';
import type { ResumeHandles } from '../turn/ports.ts';
import type { Tables } from './tables.ts';
import type { Writer } from './writer.ts';

/** Handles in a database. They refer to their conversation, so an erasure takes them along. */
export function createHandles(db: Kysely<Tables>, writer: Writer): ResumeHandles {
  return {
    keep: (key, handle) => keepHandle(writer, key, handle),
    use: (hash, from) => useHandle(db, writer, hash, from),
    revoke: async (hash) => {
      await writer.write((tx) => tx.deleteFrom('handles').where('hash', '=', hash).execute());
    },
  };
}

function keepHandle(
  writer: Writer,
  key: Parameters<ResumeHandles['keep']>[0],
  { hash, user, origin, expiresAt }: Parameters<ResumeHandles['keep']>[1],
): Promise<boolean> {
  return writer.write(async (db) => {
    const found = await db
      .selectFrom('conversations')
      .select('number')
      .where('channel', '=', key.channel)
      .where('conversation', '=', key.conversation)
      .executeTakeFirst();
    if (found === undefined) return false;
    const row = { hash, conversation: found.number, user, origin, expires_at: expiresAt };
    await db.insertInto('handles').values(row).execute();
    return true;
  });
}

/**
 * A handle is looked up before it is written to: strangers who guess must not keep the database busy.
 * The write checks it again, as it may have been revoked meanwhile.
 */
async function useHandle(
  db: Kysely<Tables>,
  writer: Writer,
  hash: string,
  { origin, now, expiresAt }: Parameters<ResumeHandles['use']>[1],
): ReturnType<ResumeHandles['use']> {
  const found = await db
    .selectFrom('handles as h')
    .innerJoin('conversations as c', 'c.number', 'h.conversation')
    .select(['c.conversation', 'h.user'])
    .where('h.hash', '=', hash)
    .where('h.origin', '=', origin)
    .where('h.expires_at', '>', now)
    .executeTakeFirst();
  if (found === undefined) return null;
  const used = await writer.write((tx) =>
    tx
      .updateTable('handles')
      .set({ expires_at: expiresAt })
      .where('hash', '=', hash)
      .where('origin', '=', origin)
      .where('expires_at', '>', now)
      .returning('hash')
      .executeTakeFirst(),
  );
  return used === undefined ? null : { conversation: found.conversation, user: found.user };
}
