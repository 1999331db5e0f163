import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { isBusy } from './store-failure.ts';
import type { Tables } from './tables.ts';
import type { Work, Writer } from './writer.ts';

/** Keeps one transaction to a few milliseconds, since other work waits for it. */
const groupLimit = 64;

/** How long to wait for another process that writes: so many tries, with a pause between them. */
export interface Patience {
  readonly tries: number;
  readonly pauseMs: number;
}

/** Work that waits, without its type: `run` gives what tells the caller that it is durable. */
interface Job {
  readonly run: (db: Transaction<Tables>) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes everything that was asked for in the same turn of the event loop with one commit.
 *
 * `node:sqlite` is synchronous and every commit waits for the disk, so twenty turns that arrive
 * together would wait twenty times; together they wait once: 20 callers get 9,500 turns a second
 * instead of 2,650 (`test/bench/store.ts`). No caller hears anything before the commit.
 *
 * There are no savepoints: when one piece of work fails, the group is rolled back and each piece
 * runs again alone. That costs nothing as long as nothing fails, and it also holds when SQLite
 * itself has rolled back the whole, as it does on a full disk.
 *
 * A lock held by another process is waited for between tries and outside a transaction, so that
 * reading goes on meanwhile.
 */
export function createGroupWriter(db: Kysely<Tables>, patience: Patience): Writer {
  const queue: Job[] = [];
  let draining: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await setImmediate();
      await writeGroup(db, queue.splice(0, groupLimit), patience);
    }
    draining = null;
  }

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        queue.push({ run: jobOf(work, resolve), reject });
        draining ??= drain();
      }),
    idle: () => draining ?? Promise.resolve(),
  };
}

function jobOf<T>(work: Work<T>, resolve: (value: T) => void): Job['run'] {
  return async (db) => {
    const value = await work(db);
    return () => resolve(value);
  };
}

async function writeGroup(
  db: Kysely<Tables>,
  group: readonly Job[],
  patience: Patience,
): Promise<void> {
  try {
    const done = await patiently(() => commitTogether(db, group), patience);
    for (const tell of done) tell();
  } catch (error) {
    if (group.length === 1 || isBusy(error)) {
      for (const job of group) job.reject(error);
      return;
    }
    for (const job of group) await writeGroup(db, [job], patience);
  }
}

async function commitTogether(
  db: Kysely<Tables>,
  group: readonly Job[],
): Promise<readonly (() => void)[]> {
  return db.transaction().execute(async (transaction) => {
    const done: (() => void)[] = [];
    for (const job of group) done.push(await job.run(transaction));
    return done;
  });
}

async function patiently<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  for (let left = patience.tries - 1; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left <= 0 || !isBusy(error)) throw error;
    }
    await setTimeout(patience.pauseMs);
  }
}
