import type { Kysely } from 'kysely';
import type { ConversationKey, ConversationLog, LoggedEntry } from '../turn/ports.ts';
import { readJson } from './stored-json.ts';
import type { Tables } from './tables.ts';

/** Lines of a turn, at most: the place of a line is its turn and its number in it. */
const linesPerTurn = 16;

/** The transcript as its person reads it again, in a database. */
export function createLog(db: Kysely<Tables>): ConversationLog {
  return {
    after: (key, place, limit) => readAfter(db, key, place, limit),
    find: (key, activityId) => findLine(db, key, activityId),
    exists: async (key) => (await findConversation(db, key)) !== undefined,
  };
}

interface Found {
  readonly number: number;
  readonly version: number;
  readonly erased_at: number | null;
}

function findConversation(
  db: Kysely<Tables>,
  { channel, conversation }: ConversationKey,
): Promise<Found | undefined> {
  return db
    .selectFrom('conversations')
    .select(['number', 'version', 'erased_at'])
    .where('channel', '=', channel)
    .where('conversation', '=', conversation)
    .executeTakeFirst();
}

async function readAfter(
  db: Kysely<Tables>,
  key: ConversationKey,
  place: number,
  limit: number,
): ReturnType<ConversationLog['after']> {
  const found = await findConversation(db, key);
  if (found === undefined) return { entries: [], end: 0 };
  if (found.erased_at !== null) return readReceipt(db, found, place);
  // First, so that it is never beyond lines that came too late to be among those read.
  const end = await endOf(db, found.number);
  const turn = Math.floor(place / linesPerTurn);
  const rows = await db
    .selectFrom('entries')
    .select(['turn', 'line', 'author', 'kind', 'at', 'body', 'activity'])
    .where('conversation', '=', found.number)
    .where((is) =>
      is.or([
        is('turn', '>', turn),
        is.and([is('turn', '=', turn), is('line', '>', place % linesPerTurn)]),
      ]),
    )
    .orderBy('turn')
    .orderBy('line')
    .limit(limit)
    .execute();
  const entries = rows.map(logged);
  return { entries, end: Math.max(end, entries.at(-1)?.place ?? 0) };
}

interface Row {
  readonly turn: number;
  readonly line: number;
  readonly author: LoggedEntry['author'];
  readonly kind: LoggedEntry['kind'];
  readonly at: number;
  readonly body: string;
  readonly activity: string | null;
}

function logged({ turn, line, author, kind, at, body, activity }: Row): LoggedEntry {
  const place = placeOf(turn, line);
  return { place, author, kind, at, body: readJson(body), activityId: activity };
}

function placeOf(turn: number, line: number): number {
  return turn * linesPerTurn + line;
}

/** The newest place; 0 where there is no line. */
async function endOf(db: Kysely<Tables>, conversation: number): Promise<number> {
  const row = await db
    .selectFrom('entries')
    .select(['turn', 'line'])
    .where('conversation', '=', conversation)
    .orderBy('turn', 'desc')
    .orderBy('line', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? 0 : placeOf(row.turn, row.line);
}

/** After an erasure there are no lines; its receipt stands with the activity that asked for it. */
async function readReceipt(
  db: Kysely<Tables>,
  { number, version }: Found,
  place: number,
): ReturnType<ConversationLog['after']> {
  const row = await db
    .selectFrom('activities')
    .select(['at', 'reply'])
    .where('conversation', '=', number)
    .orderBy('at')
    .executeTakeFirst();
  const end = placeOf(version, 1);
  if (row?.reply == null || place >= end) return { entries: [], end };
  const body = readJson(row.reply);
  const receipt = { author: 'bot', kind: 'reply', at: row.at, body, activityId: null } as const;
  return { entries: [{ ...receipt, place: end }], end };
}

async function findLine(
  db: Kysely<Tables>,
  key: ConversationKey,
  activityId: string,
): Promise<LoggedEntry | null> {
  const found = await findConversation(db, key);
  if (found === undefined) return null;
  if (found.erased_at !== null) return findErasure(db, found, activityId);
  const row = await db
    .selectFrom('entries')
    .select(['turn', 'line', 'author', 'kind', 'at', 'body', 'activity'])
    .where('conversation', '=', found.number)
    .where('activity', '=', activityId)
    .orderBy('turn', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : logged(row);
}

/** What asked for the erasure is not kept as a line; that it was done is. */
async function findErasure(
  db: Kysely<Tables>,
  { number, version }: Found,
  activityId: string,
): Promise<LoggedEntry | null> {
  const row = await db
    .selectFrom('activities')
    .select('at')
    .where('conversation', '=', number)
    .where('activity', '=', activityId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const place = placeOf(version, 0);
  return { place, author: 'user', kind: 'presses', at: row.at, body: null, activityId };
}
