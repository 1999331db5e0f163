import { pino } from 'pino';
import type { DestinationStream, Logger as Pino } from 'pino';
import type { LogFacts } from './redact.ts';
import { redact } from './redact.ts';

/** How much is logged; `silent` is nothing at all. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** What happened, as subject and participle: `turn.handled`. Dashboards count these. */
export type EventName = `${string}.${string}`;

/**
 * One event a line, as JSON.
 *
 * There is no method that takes a sentence: an event has a name and facts, so that words of a person
 * have no place to go. `child` gives a logger whose lines all carry the ids of their request,
 * conversation or turn.
 */
export interface Logger {
  readonly debug: (event: EventName, facts?: LogFacts) => void;
  readonly info: (event: EventName, facts?: LogFacts) => void;
  readonly warn: (event: EventName, facts?: LogFacts) => void;
  readonly error: (event: EventName, facts?: LogFacts) => void;
  readonly child: (facts: LogFacts) => Logger;
}

/** Where the log goes and how much of it. */
export interface LoggerOptions {
  readonly level: LogLevel;
  /** Takes whole lines; standard output when not given. */
  readonly destination?: DestinationStream;
}

/**
 * The process's log: JSON on standard output, for a collector to pick up.
 *
 * Lines are written at once and not buffered, so that the last line before a crash is there.
 */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return overPino(destination === undefined ? pino(options) : pino(options, destination));
}

function overPino(log: Pino): Logger {
  return {
    debug: (event, facts = {}) => log.debug(redact(facts), event),
    info: (event, facts = {}) => log.info(redact(facts), event),
    warn: (event, facts = {}) => log.warn(redact(facts), event),
    error: (event, facts = {}) => log.error(redact(facts), event),
    child: (facts) => overPino(log.child(redact(facts))),
  };
}
