import type { ExpressionBuilder, Kysely, Transaction } from 'kysely';
import type { KeptLesson, Lessons, TurnCommit } from '../turn/ports.ts';
import { readJson } from './stored-json.ts';
import type { EntriesTable, LessonsTable, Tables } from './tables.ts';

/** What is stored where none of the articles on offer was meant. */
const noneOfThem = 'none';

/** Creates the reader of what conversations have taught. */
export function createLessons(db: Kysely<Tables>): Lessons {
  return { since: (at, limit) => readLessons(db, at, limit) };
}

/** Writes what a turn teaches, and what it chose of what was offered before. */
export async function writeLessons(
  db: Transaction<Tables>,
  conversation: number,
  turn: TurnCommit,
): Promise<void> {
  if (turn.chosen !== undefined) await noteChoice(db, conversation, turn.chosen ?? noneOfThem);
  const { lessons = [] } = turn;
  if (lessons.length === 0) return;
  const rows = lessons.map((lesson, line) => ({
    ...lesson,
    conversation,
    turn: turn.readVersion + 1,
    line,
    at: turn.at,
    offered: JSON.stringify(lesson.offered),
  }));
  await db.insertInto('lessons').values(rows).execute();
}

/** The latest lesson that offered something is the one that was chosen from. */
async function noteChoice(
  db: Transaction<Tables>,
  conversation: number,
  chosen: string,
): Promise<void> {
  const latest = await db
    .selectFrom('lessons')
    .select(['turn', 'line'])
    .where('conversation', '=', conversation)
    .where('offered', '<>', '[]')
    .orderBy('turn', 'desc')
    .orderBy('line', 'desc')
    .executeTakeFirst();
  if (latest === undefined) return;
  await db
    .updateTable('lessons')
    .set({ chosen })
    .where('conversation', '=', conversation)
    .where('turn', '=', latest.turn)
    .where('line', '=', latest.line)
    .where('chosen', 'is', null)
    .execute();
}

/** Each with the words of its own turn, or, where an answer is judged, with the question that it answers: none where it was a press. */
async function readLessons(
  db: Kysely<Tables>,
  at: number,
  limit: number,
): Promise<readonly KeptLesson[]> {
  const rows = await db
    .selectFrom('lessons as l')
    .selectAll('l')
    .select((is) => wordsBehind(is).as('body'))
    .where('l.at', '>=', at)
    .orderBy('l.at')
    .orderBy('l.conversation')
    .orderBy('l.turn')
    .orderBy('l.line')
    .limit(limit)
    .execute();
  return rows.map(({ about, language, place, article, offered, chosen, body, ...row }) => ({
    at: row.at,
    about,
    language,
    place,
    words: body === null ? null : wordsIn(readJson(body)),
    article,
    offered: idsIn(readJson(offered)),
    chosen,
  }));
}

function wordsBehind(is: ExpressionBuilder<Tables & { l: LessonsTable }, 'l'>) {
  return is
    .selectFrom('entries as e')
    .select('e.body')
    .whereRef('e.conversation', '=', 'l.conversation')
    .where('e.author', '=', 'user')
    .where((where) =>
      where.or([
        where.and([
          where('l.about', 'in', ['fallback', 'clarification']),
          where('e.turn', '=', where.ref('l.turn')),
        ]),
        where.and([
          where('l.about', 'in', judgements),
          where('e.turn', '<', where.ref('l.turn')),
          where.not(where.exists(judgedIn(where))),
        ]),
      ]),
    )
    .orderBy('e.turn', 'desc')
    .limit(1);
}

/** What judges an answer: its words say how it was judged, not what was asked. */
const judgements = ['helped', 'unhelped'] as const;

function judgedIn(is: ExpressionBuilder<Tables & { l: LessonsTable; e: EntriesTable }, 'l' | 'e'>) {
  return is
    .selectFrom('lessons as j')
    .select('j.turn')
    .whereRef('j.conversation', '=', 'e.conversation')
    .whereRef('j.turn', '=', 'e.turn')
    .where('j.about', 'in', judgements);
}

function wordsIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('text' in body)) return null;
  return typeof body.text === 'string' ? body.text : null;
}

function idsIn(stored: unknown): string[] {
  return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
}
