import type { Kysely, Transaction } from 'kysely';
import type { TicketStatus } from '../escalation/ticket.ts';
import type {
  CommitOutcome,
  ConversationKey,
  Json,
  Opened,
  TranscriptEntry,
  TurnCommit,
  TurnStore,
} from '../turn/ports.ts';
import { isDuplicate } from './store-failure.ts';
import { writeLessons } from './lessons.ts';
import { readJson } from './stored-json.ts';
import type { Tables } from './tables.ts';
import { insertTicket, obstacleTo, readTickets } from './tickets.ts';
import type { Writer } from './writer.ts';

/** Conversations in a database: read in one statement, written in one transaction of three or four. */
export function createTurnStore(db: Kysely<Tables>, writer: Writer): TurnStore {
  return {
    open: (key, activityId) => openTurn(db, key, activityId),
    commit: (turn) => commitTurn(db, writer, turn),
    tickets: (conversationId) => readTickets(db, conversationId),
    transcript: (conversationId, limit) => readTranscript(db, conversationId, limit),
  };
}

async function openTurn(
  db: Kysely<Tables>,
  key: ConversationKey,
  activityId: string | null,
): Promise<Opened> {
  const row = await db
    .selectFrom('conversations as c')
    .leftJoin('activities as a', (join) =>
      join.onRef('a.conversation', '=', 'c.number').on('a.activity', '=', activityId),
    )
    .select(['c.id', 'c.version', 'c.snapshot', 'a.activity', 'a.reply'])
    .where('c.channel', '=', key.channel)
    .where('c.conversation', '=', key.conversation)
    .executeTakeFirst();
  if (row === undefined) return { conversation: null, repeat: null };
  const { id, version } = row;
  return {
    conversation: { id, version, snapshot: readJson(row.snapshot) },
    repeat: row.activity === null ? null : { reply: replyOf(row.reply) },
  };
}

async function commitTurn(
  db: Kysely<Tables>,
  writer: Writer,
  turn: TurnCommit,
): Promise<CommitOutcome> {
  try {
    return await writer.write((transaction) => writeTurn(transaction, turn));
  } catch (error) {
    // The version is still the one that was read, yet the activity is there: the turn is a repeat.
    if (!isDuplicate(error)) throw error;
    const outcome = await outcomeOfLost(db, turn);
    if (outcome.kind === 'repeat') return outcome;
    throw error;
  }
}

/** The conversation goes first: when its version has moved, nothing was written yet. */
async function writeTurn(db: Transaction<Tables>, turn: TurnCommit): Promise<CommitOutcome> {
  const obstacle = turn.ticket === undefined ? null : await obstacleTo(db, turn.ticket, turn);
  if (obstacle !== null) return obstacle.kind === 'taken' ? { kind: 'conflict' } : obstacle;
  const conversation = await writeConversation(db, turn);
  if (conversation === null) return outcomeOfLost(db, turn);
  if (turn.ticket !== undefined) {
    await insertTicket(db, turn.ticket, { conversation, at: turn.at });
  }
  await insertActivity(db, conversation, turn);
  await insertEntries(db, conversation, turn);
  await writeLessons(db, conversation, turn);
  const outboxId = await insertOutbox(db, conversation, turn);
  return { kind: 'committed', version: turn.readVersion + 1, outboxId };
}

/** The number of the conversation as it is after the turn; null when the turn came too late. */
async function writeConversation(
  db: Transaction<Tables>,
  turn: TurnCommit,
): Promise<number | null> {
  if (turn.erase !== undefined) return replaceConversation(db, turn, turn.erase);
  return turn.readVersion === 0 ? insertConversation(db, turn) : updateConversation(db, turn);
}

async function insertConversation(
  db: Transaction<Tables>,
  turn: TurnCommit,
): Promise<number | null> {
  const row = await db
    .insertInto('conversations')
    .values({
      id: turn.conversationId,
      channel: turn.key.channel,
      conversation: turn.key.conversation,
      version: turn.readVersion + 1,
      snapshot: JSON.stringify(turn.snapshot),
      created_at: turn.at,
      updated_at: turn.at,
      erased_at: turn.erase === undefined ? null : turn.at,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'conversation']).doNothing())
    .returning('number')
    .executeTakeFirst();
  return row?.number ?? null;
}

async function updateConversation(
  db: Transaction<Tables>,
  turn: TurnCommit,
): Promise<number | null> {
  const row = await db
    .updateTable('conversations')
    .set({
      version: turn.readVersion + 1,
      snapshot: JSON.stringify(turn.snapshot),
      updated_at: turn.at,
      erased_at: null,
    })
    .where('id', '=', turn.conversationId)
    .where('version', '=', turn.readVersion)
    .returning('number')
    .executeTakeFirst();
  return row?.number ?? null;
}

/**
 * Deletes a conversation with its tickets and begins it anew under another id, with nothing but the
 * receipt. Versions go on, so that a client which has read up to a turn finds the receipt after it.
 * Null when a turn came first, or when a mail no longer stands as the receipt tells.
 */
async function replaceConversation(
  db: Transaction<Tables>,
  turn: TurnCommit,
  told: readonly TicketStatus[],
): Promise<number | null> {
  if (turn.readVersion > 0) {
    const old = await db
      .selectFrom('conversations')
      .select(['number', 'id'])
      .where('channel', '=', turn.key.channel)
      .where('conversation', '=', turn.key.conversation)
      .where('version', '=', turn.readVersion)
      .executeTakeFirst();
    if (old === undefined || !sameTickets(told, await readTickets(db, old.id))) return null;
    await db.deleteFrom('tickets').where('conversation', '=', old.number).execute();
    await db.deleteFrom('conversations').where('number', '=', old.number).execute();
  }
  return insertConversation(db, turn);
}

function sameTickets(told: readonly TicketStatus[], now: readonly TicketStatus[]): boolean {
  const marks = (tickets: readonly TicketStatus[]): string =>
    tickets.map(({ reference, mail }) => `${reference} ${mail}`).join('\n');
  return marks(told) === marks(now);
}

async function insertActivity(
  db: Transaction<Tables>,
  conversation: number,
  turn: TurnCommit,
): Promise<void> {
  if (turn.activityId === null) return;
  const reply = turn.reply === null ? null : JSON.stringify(turn.reply);
  await db
    .insertInto('activities')
    .values({ conversation, activity: turn.activityId, at: turn.at, reply })
    .execute();
}

async function insertEntries(
  db: Transaction<Tables>,
  conversation: number,
  turn: TurnCommit,
): Promise<void> {
  if (turn.entries.length === 0) return;
  const rows = turn.entries.map((entry, line) => ({
    conversation,
    turn: turn.readVersion + 1,
    line,
    author: entry.author,
    kind: entry.kind,
    at: entry.at,
    body: JSON.stringify(entry.body),
    activity: entry.activityId ?? null,
  }));
  await db.insertInto('entries').values(rows).execute();
}

async function insertOutbox(
  db: Transaction<Tables>,
  conversation: number,
  turn: TurnCommit,
): Promise<number | null> {
  if (turn.reply === null || turn.deliverTo === null) return null;
  const row = await db
    .insertInto('outbox')
    .values({
      conversation,
      reference: JSON.stringify(turn.deliverTo),
      reply: JSON.stringify(turn.reply),
      attempts: 0,
      due_at: turn.at,
      written_at: turn.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Why a turn was not written: the same activity came first, or another turn did. */
async function outcomeOfLost(db: Kysely<Tables>, turn: TurnCommit): Promise<CommitOutcome> {
  const { repeat } = await openTurn(db, turn.key, turn.activityId);
  return repeat === null ? { kind: 'conflict' } : { kind: 'repeat', reply: repeat.reply };
}

async function readTranscript(
  db: Kysely<Tables>,
  conversationId: string,
  limit: number,
): Promise<readonly TranscriptEntry[]> {
  const rows = await db
    .selectFrom('entries as e')
    .innerJoin('conversations as c', 'c.number', 'e.conversation')
    .select(['e.author', 'e.kind', 'e.at', 'e.body'])
    .where('c.id', '=', conversationId)
    .orderBy('e.turn', 'desc')
    .orderBy('e.line', 'desc')
    .limit(limit)
    .execute();
  return rows
    .map(({ author, kind, at, body }) => ({ author, kind, at, body: readJson(body) }))
    .reverse();
}

function replyOf(text: string | null): Json {
  return text === null ? null : readJson(text);
}
