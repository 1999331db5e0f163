import { AppError } from '../base/app-error.ts';
import type { FailureCode } from '../base/failures.ts';

/** SQLite's primary result codes that we tell apart: https://sqlite.org/rescode.html */
const primary = { busy: 5, locked: 6, full: 13 } as const;
/** Extended codes of a row that is there already. */
const duplicateCodes: readonly number[] = [1555, 2067];

/**
 * Turns what `node:sqlite` throws into a failure with a name.
 *
 * It is called where a statement runs, so that nothing above the dialect knows which database it
 * talks to. The message holds SQLite's own words for the code, never a value of a statement.
 */
export function sqliteFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const number = numberOf(error);
  if (number === null) {
    const name = nameOf(error);
    return new AppError('STORE_FAILED', `SQLite: ${name}`, { sqlite: name }, error);
  }
  const facts = duplicateCodes.includes(number)
    ? { sqlite: number, duplicate: true }
    : { sqlite: number };
  return new AppError(codeOf(number), `SQLite: ${wordsOf(error)} (code ${number})`, facts, error);
}

/** Runs a piece of work on the database so that what it throws has a name. */
export function withNamedFailure<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw sqliteFailure(error);
  }
}

/** The extended code is the primary one in its lowest byte, with details above. */
function codeOf(number: number): FailureCode {
  switch (number & 0xff) {
    case primary.busy:
    case primary.locked:
      return 'STORE_BUSY';
    case primary.full:
      return 'STORE_FULL';
    default:
      return 'STORE_FAILED';
  }
}

function numberOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error) || !('errstr' in error)) return 'unknown';
  return typeof error.errstr === 'string' ? error.errstr : 'unknown';
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
