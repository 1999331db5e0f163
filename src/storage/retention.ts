import type { Retention } from '../turn/ports.ts';
import type { Writer } from './writer.ts';

/** Conversations that are deleted in one transaction, so that no turn waits long for the lock. */
const chunk = 200;

/**
 * Deletes what is too old to keep.
 *
 * A conversation goes when its last turn is older than the limit, with all that belongs to it; of a
 * conversation that goes on, the lines and handled activities that are older go. A turn under way
 * loses nothing: it finds its version gone, reads again and begins a new conversation.
 */
export function createRetention(writer: Writer): Retention {
  return {
    purge: async (before) => {
      let gone = 0;
      for (;;) {
        const some = await purgeSome(writer, before);
        gone += some;
        if (some < chunk) break;
      }
      await purgeLines(writer, before);
      return gone;
    },
  };
}

function purgeSome(writer: Writer, before: number): Promise<number> {
  return writer.write(async (db) => {
    const old = await db
      .selectFrom('conversations')
      .select('number')
      .where('updated_at', '<', before)
      .limit(chunk)
      .execute();
    const numbers = old.map(({ number }) => number);
    if (numbers.length === 0) return 0;
    await db.deleteFrom('conversations').where('number', 'in', numbers).execute();
    return numbers.length;
  });
}

function purgeLines(writer: Writer, before: number): Promise<void> {
  return writer.write(async (db) => {
    await db.deleteFrom('entries').where('at', '<', before).execute();
    await db.deleteFrom('activities').where('at', '<', before).execute();
  });
}
