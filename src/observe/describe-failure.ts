import { AppError } from '../base/app-error.ts';

/** A failure as it may be logged. */
export interface FailureDescription {
  /** The code of a failure that has a name; `BUG` for anything else. */
  readonly code: string;
  readonly failure: string;
  readonly message: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** Where it was thrown: the innermost frames, without the message that a stack begins with. */
  readonly at: readonly string[];
  /** What it was caused by, outermost first: class and system code of each. */
  readonly causes: readonly string[];
}

/** Frames that are enough to find the place; a log line is read by people. */
const framesKept = 8;

/** Causes of causes that are followed; a cycle ends here too. */
const causesKept = 5;

/**
 * What a log may hold of something that was thrown.
 *
 * The message of a failure with a name was written by us and is kept. That of any other error may
 * quote what a person typed (a JSON parser does), so only its class and its place are kept.
 */
export function describeFailure(thrown: unknown): FailureDescription {
  const known = thrown instanceof AppError ? thrown : null;
  return {
    code: known?.code ?? 'BUG',
    failure: nameOf(thrown),
    message: known?.message ?? null,
    facts: known?.facts ?? {},
    at: framesOf(thrown),
    causes: causesOf(thrown),
  };
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}

function framesOf(thrown: unknown): string[] {
  if (!(thrown instanceof Error) || thrown.stack === undefined) return [];
  const said = new Set(thrown.message.split('\n'));
  return thrown.stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line) && !said.has(line))
    .slice(0, framesKept)
    .map((line) => line.trim().slice('at '.length));
}

function causesOf(thrown: unknown): string[] {
  const causes: string[] = [];
  let cause = thrown instanceof Error ? thrown.cause : undefined;
  while (cause !== undefined && causes.length < causesKept) {
    causes.push([nameOf(cause), systemCodeOf(cause)].filter((part) => part !== '').join(' '));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}

/** `ECONNREFUSED`, `SQLITE_FULL` and the like: constants of the system, never text of a person. */
function systemCodeOf(cause: unknown): string {
  if (!(cause instanceof Error) || !('code' in cause)) return '';
  return typeof cause.code === 'string' ? cause.code.slice(0, 60) : '';
}
