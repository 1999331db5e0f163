import type { Kysely } from 'kysely';
import { AppError } from '../base/app-error.ts';
import type { FailureCode, FailureFacts } from '../base/failures.ts';
import type { MailQueue } from '../escalation/mail-queue.ts';
import type {
  ConversationLog,
  Lessons,
  Outbox,
  ResumeHandles,
  Retention,
  TurnStore,
} from '../turn/ports.ts';
import { createHandles } from './handles.ts';
import { createLessons } from './lessons.ts';
import { createLog } from './log.ts';
import { createMailQueue } from './mail-queue.ts';
import { createOutbox } from './outbox.ts';
import { createRetention } from './retention.ts';
import type { Tables } from './tables.ts';
import { createTurnStore } from './turn-store.ts';
import type { Writer } from './writer.ts';

/** More than a turn writes, so that a disk with room for this has room for the next turn. */
const probeLength = 32_768;

/** Whether the database can be written right now, and if not, under which code to look it up. */
export type StoreHealth =
  | { readonly able: true }
  | { readonly able: false; readonly code: FailureCode; readonly facts: FailureFacts };

/** Everything the bot keeps. */
export interface Store {
  readonly turns: TurnStore;
  readonly log: ConversationLog;
  readonly handles: ResumeHandles;
  readonly outbox: Outbox;
  readonly mails: MailQueue;
  readonly lessons: Lessons;
  readonly retention: Retention;
  /** Writes 32 kB for good, since reading still works on a full disk: for now and then. */
  readonly health: () => Promise<StoreHealth>;
  /** Waits for what is being written, then lets go of the database. A second call does nothing. */
  readonly close: () => Promise<void>;
}

/** What a database has to bring along to be a store. */
export interface StoreParts {
  readonly db: Kysely<Tables>;
  readonly writer: Writer;
  /** Empties the write-ahead log, where there is one; whether it is empty. */
  readonly compact: () => Promise<boolean>;
  /** Lets go of the database; called once, when nothing is being written. */
  readonly release: () => void | Promise<void>;
}

/** Puts a store together over any database: the tables are the same everywhere. */
export function createStore(parts: StoreParts): Store {
  let closing: Promise<void> | null = null;
  return {
    turns: createTurnStore(parts.db, parts.writer),
    log: createLog(parts.db),
    handles: createHandles(parts.db, parts.writer),
    outbox: createOutbox(parts.db, parts.writer),
    mails: createMailQueue(parts.db, parts.writer),
    lessons: createLessons(parts.db),
    retention: createRetention(parts),
    health: createProbe(parts.writer),
    close: () => (closing ??= parts.writer.idle().then(parts.release)),
  };
}

/** Writes other words each time: SQLite leaves pages alone that would stay the same. */
function createProbe(writer: Writer): () => Promise<StoreHealth> {
  const fillers = ['-'.repeat(probeLength), '='.repeat(probeLength)] as const;
  let count = 0;
  return async () => {
    count += 1;
    const filler = fillers[count % 2 === 0 ? 0 : 1];
    try {
      await writer.write((db) =>
        db
          .insertInto('probe')
          .values({ id: 1, filler })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ filler }))
          .execute(),
      );
      return { able: true };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { able: false, code: error.code, facts: error.facts };
    }
  };
}
