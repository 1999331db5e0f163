import { createLogger } from '../../src/observe/logger.ts';
import type { Logger, LogLevel } from '../../src/observe/logger.ts';

/** A log that keeps its lines, so that a test can read what was said and what was not. */
export interface LogCapture {
  readonly log: Logger;
  /** The lines as they would stand on standard output. */
  readonly lines: readonly string[];
  /** The lines, read. */
  readonly events: () => readonly Record<string, unknown>[];
}

/** The real logger over a list instead of standard output, with everything switched on. */
export function captureLog(level: LogLevel = 'trace'): LogCapture {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const events = (): readonly Record<string, unknown>[] =>
    lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log: createLogger({ level, destination }), lines, events };
}
