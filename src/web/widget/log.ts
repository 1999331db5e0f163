import type { Message } from './message.ts';

/** Something the person said that the log does not show yet. */
export interface Pending {
  readonly clientId: string;
  readonly text: string;
  /** What a button carries; undefined for typed words. */
  readonly value: unknown;
  readonly at: number;
  readonly status: 'sending' | 'sent' | 'failed';
  /** The key of the words that say why it failed. */
  readonly reason: Reason | null;
  /** The id that the log gave it, once it has been taken. */
  readonly id: string | null;
}

/** Why something could not be sent: keys of the widget's words. */
export type Reason = 'unavailable' | 'busy' | 'too-long';

/** What was said, and what is on its way. */
export interface Log {
  readonly messages: readonly Message[];
  readonly pending: readonly Pending[];
}

/** A log in which nothing was said. */
export const emptyLog: Log = { messages: [], pending: [] };

/** A log with what has come, and those messages that are new in it. */
export interface Taken {
  readonly log: Log;
  readonly news: readonly Message[];
}

/**
 * Takes messages into the log: each once, in the order of their ids; the person's own take the place
 * of what was on its way.
 *
 * What stands before our newest message and was said after it belongs to a log that took the place of
 * this one: the conversation was erased, here or in another tab. Then only what came is left.
 */
export function take(log: Log, incoming: readonly Message[]): Taken {
  const newest = log.messages[log.messages.length - 1];
  const replaced = newest !== undefined && incoming.some((it) => isOfAnotherLog(it, newest));
  const before = replaced ? emptyLog : log;
  const ids = new Set(before.messages.map(({ id }) => id));
  const news = incoming.filter(({ id }) => !ids.has(id) && ids.add(id));
  if (news.length === 0) return { log, news };
  const messages = [...before.messages, ...news].sort((a, b) => compare(a.id, b.id));
  const pending = before.pending.filter((it) => !messages.some((message) => isEcho(message, it)));
  return { log: { messages, pending }, news };
}

/** Adds what the person has just said. */
export function say(log: Log, said: Pick<Pending, 'clientId' | 'text' | 'value' | 'at'>): Log {
  const pending: Pending = { ...said, status: 'sending', reason: null, id: null };
  return { ...log, pending: [...log.pending, pending] };
}

/** Changes what is known about something on its way; what has arrived meanwhile is left alone. */
export function update(
  log: Log,
  clientId: string,
  change: Partial<Pick<Pending, 'status' | 'reason' | 'id'>>,
): Log {
  const pending = log.pending
    .map((it) => (it.clientId === clientId ? { ...it, ...change } : it))
    .filter((it) => !log.messages.some((message) => isEcho(message, it)));
  return { ...log, pending };
}

/** Answers that can be chosen now: those of the newest message, until it is answered. */
export function isOpen({ messages, pending }: Log): boolean {
  const last = messages[messages.length - 1];
  return last?.from === 'bot' && pending.every(({ status }) => status === 'failed');
}

function isOfAnotherLog({ id, at }: Message, newest: Message): boolean {
  return id <= newest.id && at !== null && newest.at !== null && at > newest.at;
}

function isEcho({ from, id, clientId }: Message, pending: Pending): boolean {
  return from === 'user' && (clientId === pending.clientId || id === pending.id);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
