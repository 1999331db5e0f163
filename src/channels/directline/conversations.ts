import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { failures } from '../../base/failures.ts';
import type { Ids } from '../../base/ids.ts';
import type { Locale } from '../../locale/locale.ts';
import type { ConversationKey, ConversationLog, Json } from '../../turn/ports.ts';
import type { Inbound } from '../../turn/inbound.ts';
import type { TurnOutcome, Turns } from '../../turn/turns.ts';
import { beginsId, readPosted } from './activity.ts';
import type { Posted } from './activity.ts';
import type { LiveReplies } from './live-replies.ts';
import { createLiveReplies } from './live-replies.ts';
import { activityIdOf, showLog } from './show-log.ts';
import type { Grant } from './tokens.ts';

/** Activities and the place up to which they go. */
export interface ActivitySet {
  readonly activities: readonly Json[];
  /** The newest place among them, as clients hand it back. */
  readonly place: number;
  /** Whether more follow at once. */
  readonly more: boolean;
}

/** The conversations of the web chat: turns go in, the stored log comes out. */
export interface Conversations {
  /**
   * Takes an activity; resolves with its id once its turn is stored.
   * @throws AppError with the failure's code when the turn could not be stored.
   */
  readonly post: (grant: Grant, body: unknown) => Promise<string>;
  /**
   * What was said after a place. A place beyond the end belongs to a log that is gone, so all of the
   * present one is given.
   */
  readonly read: (grant: Grant, place: number) => Promise<ActivitySet>;
  readonly exists: (conversation: string) => Promise<boolean>;
  /** Greets where nobody has begun yet. */
  readonly greet: (conversation: string, locale: string | null) => Promise<void>;
  /** Erases everything of a conversation; what is left is the receipt. */
  readonly forget: (grant: Grant) => Promise<readonly Json[]>;
  /** Calls back whenever something was said; returns what ends that. */
  readonly listen: (conversation: string, heard: () => void) => () => void;
}

/** What the conversations are made of. */
export interface ConversationsParts {
  readonly turns: Turns;
  readonly log: ConversationLog;
  readonly locale: Locale;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * The channel as the store knows it. Activities of the Bot Framework cannot name a channel with a
 * colon, so nobody reaches these conversations through that door.
 */
const channel = 'directline:own';

/** Lines in one answer; a longer conversation takes several. */
const mostLines = 400;

const mostHints = 5_000;

/** Puts turns and log together. */
export function createConversations(parts: ConversationsParts): Conversations {
  const { log, ids } = parts;
  const listeners = createListeners();
  const room: Room = {
    ...parts,
    live: createLiveReplies(parts.clock),
    hints: new Map(),
    tell: listeners.tell,
  };

  const greet = async (conversation: string, locale: string | null): Promise<void> => {
    // A page that has left hints greets by itself.
    if (room.hints.has(conversation) || (await log.exists(keyOf(conversation)))) return;
    await act(room, conversation, {
      activityId: beginsId,
      act: { kind: 'begins' },
      hints: { locale, slots: {} },
    });
  };

  const forget = async (grant: Grant): Promise<readonly Json[]> => {
    const { conversation } = grant;
    if (!(await log.exists(keyOf(conversation)))) return [];
    await act(room, conversation, {
      activityId: ids.next(),
      act: { kind: 'presses', place: '-', answer: '@erase-yes' },
      hints: { locale: null, slots: {} },
    });
    return (await read(room, grant, 0)).activities;
  };

  return {
    post: (grant, body) => post(room, grant.conversation, body),
    read: (grant, from) => read(room, grant, from),
    exists: (id) => log.exists(keyOf(id)),
    greet,
    forget,
    listen: listeners.add,
  };
}

/** What the conversations share. */
interface Room extends ConversationsParts {
  readonly live: LiveReplies;
  /** What pages know that greet by themselves, until the person says something. */
  readonly hints: Map<string, Inbound['hints']>;
  readonly tell: (conversation: string) => void;
}

/** Has a turn done and tells who listens; the place of what the person did. */
async function act(
  { turns, log, live, tell }: Room,
  conversation: string,
  done: Pick<Inbound, 'act' | 'hints'> & { readonly activityId: string },
): Promise<number> {
  const key = keyOf(conversation);
  const outcome = stored(await turns.handle({ key, ...done, deliverTo: null }));
  const place = (await log.find(key, done.activityId))?.place ?? 0;
  if (outcome.kind === 'replied') live.keep(conversation, place + 1, outcome.reply);
  tell(conversation);
  return place;
}

async function post(room: Room, conversation: string, body: unknown): Promise<string> {
  const posted = readPosted(body);
  if (posted.kind === 'quiet') return activityIdOf(conversation, 0);
  if (posted.kind === 'hints') {
    remember(room.hints, conversation, posted);
    return activityIdOf(conversation, 0);
  }
  const early = room.hints.get(conversation);
  const place = await act(room, conversation, {
    activityId: posted.clientId ?? room.ids.next(),
    act: posted.act,
    hints: {
      locale: posted.locale ?? early?.locale ?? null,
      slots: { ...early?.slots, ...posted.slots },
    },
  });
  // Only now: a turn that failed is tried again and needs them still.
  room.hints.delete(conversation);
  return activityIdOf(conversation, place);
}

async function read({ log, locale, live }: Room, grant: Grant, from: number): Promise<ActivitySet> {
  const key = keyOf(grant.conversation);
  const first = await log.after(key, from, mostLines);
  const found = from > first.end ? await log.after(key, 0, mostLines) : first;
  const place = found.entries.at(-1)?.place ?? found.end;
  const activities = showLog({ locale, live: live.of }, grant, found.entries);
  return { activities, place, more: place < found.end };
}

/** The conversation as the store knows it. */
export function keyOf(conversation: string): ConversationKey {
  return { channel, conversation };
}

/** A page that greets by itself says what it knows before the person has said anything. */
function remember(
  hints: Map<string, Inbound['hints']>,
  conversation: string,
  { locale, slots }: Extract<Posted, { kind: 'hints' }>,
): void {
  hints.set(conversation, { locale, slots });
  const [oldest] = hints.keys();
  if (hints.size > mostHints && oldest !== undefined) hints.delete(oldest);
}

/** A turn that was not stored is told to the client, which keeps the message and can send it again. */
function stored(outcome: TurnOutcome): Exclude<TurnOutcome, { kind: 'failed' }> {
  if (outcome.kind !== 'failed') return outcome;
  const { code } = outcome;
  const known = code in failures && code !== 'BUG' ? code : 'STORE_FAILED';
  throw new AppError(known, 'The turn could not be stored');
}

interface Listeners {
  readonly add: (conversation: string, heard: () => void) => () => void;
  readonly tell: (conversation: string) => void;
}

function createListeners(): Listeners {
  const all = new Map<string, Set<() => void>>();
  return {
    add: (conversation, heard) => {
      const mine = all.get(conversation) ?? new Set();
      all.set(conversation, mine.add(heard));
      return () => {
        mine.delete(heard);
        if (mine.size === 0 && all.get(conversation) === mine) all.delete(conversation);
      };
    },
    tell: (conversation) => {
      for (const heard of all.get(conversation) ?? []) heard();
    },
  };
}
