import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A piece of work on the tables. It may be run again from the start, so it changes nothing else. */
export type Work<T> = (db: Transaction<Tables>) => Promise<T>;

/** How changes get into the database: whole or not at all, and durable when the promise resolves. */
export interface Writer {
  /** Runs the work in a transaction; what it throws undoes it and comes out here. */
  readonly write: <T>(work: Work<T>) => Promise<T>;
  /** Resolves when nothing is waiting to be written. */
  readonly idle: () => Promise<void>;
}
