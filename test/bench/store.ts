import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Generated, Kysely } from 'kysely';
import { randomIds } from '../../src/base/ids.ts';
import { openStore } from '../../src/storage/open.ts';
import { nodeSqliteDialect } from '../../src/storage/sqlite-dialect.ts';
import { openSqlite, useWriteAheadLog } from '../../src/storage/sqlite-file.ts';
import type { Store } from '../../src/storage/store.ts';
import type { ConversationKey, TurnCommit } from '../../src/turn/ports.ts';

/** One line of the benchmark: what was reached, beside what it is compared with in the same run. */
export interface StoreRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The same unit, measured in the same run; null where there is nothing to compare with. */
  readonly yardstick: number | null;
}

/** How much is measured. */
export interface StoreBenchScale {
  /** Turns (and plain commits) per measured round. */
  readonly turns: number;
  /** Rounds of each kind, taken in turn; the middle one counts. */
  readonly rounds: number;
  /** Handled activities in the large database of the growth row. */
  readonly activities: number;
}

/** A few seconds. */
export const quickScale: StoreBenchScale = { turns: 4_000, rounds: 5, activities: 100_000 };
/** The scale at which growth is judged: a million activities. */
export const fullScale: StoreBenchScale = { turns: 10_000, rounds: 7, activities: 1_000_000 };

const callers = 20;
const turnsPerConversation = 10;
const smallActivities = 2_000;
const twoKilobytes = 'x'.repeat(2_048);
/** What a reply of a few lines takes: keys of texts, and values to fill in. */
const reply = { keys: ['sms.wait', 'sms.retry'], values: 'y'.repeat(450) };

/**
 * Turns per second of the store, beside plain commits of 2 kB over the same dialect, and what a
 * turn costs in a large database beside an empty one.
 */
export async function measureStore(scale: StoreBenchScale): Promise<readonly StoreRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
  try {
    return [...(await measureTurns(folder, scale)), ...(await measureGrowth(folder, scale))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureTurns(folder: string, scale: StoreBenchScale): Promise<readonly StoreRow[]> {
  const plain = openPlain(join(folder, 'plain.db'));
  const store = await openStore(join(folder, 'turns.db'));
  const of = (play: Play) => () => playTurns(store, { ...play, turns: scale.turns });
  const [commit, alone, inline, delivered] = await middles(scale.rounds, [
    () => plain.commit(scale.turns),
    of({ callers: 1, deliver: false }),
    of({ callers, deliver: false }),
    of({ callers, deliver: true }),
  ]);
  plain.close();
  await store.close();
  const row = (what: string, cost: number): StoreRow => ({
    what,
    value: Math.round(1_000 / cost),
    unit: 'turns/s',
    yardstick: Math.round(1_000 / commit),
  });
  return [
    row('turns, one caller', alone),
    row(`turns, ${callers} callers`, inline),
    row(`turns with outbox and delivery, ${callers} callers`, delivered),
  ];
}

/**
 * An old conversation is taken up again in Teams, where a person has one for ever; on the web most
 * are new. The first is compared with a database of 200 conversations, the second with an empty one.
 */
async function measureGrowth(folder: string, scale: StoreBenchScale): Promise<readonly StoreRow[]> {
  const empty = await openStore(join(folder, 'empty.db'));
  const small = await openFilled(join(folder, 'small.db'), smallActivities);
  const large = await openFilled(join(folder, 'large.db'), scale.activities);
  const { turns } = scale;
  const [emptyAlone, largeAlone, emptyMany, largeMany, smallOld, largeOld] = await middles(
    scale.rounds,
    [
      () => playTurns(empty, { callers: 1, turns, deliver: false }),
      () => playTurns(large.store, { callers: 1, turns, deliver: false }),
      () => playTurns(empty, { callers, turns, deliver: false }),
      () => playTurns(large.store, { callers, turns, deliver: false }),
      () => playTurns(small.store, { callers: 1, turns, deliver: false, old: small.keys }),
      () => playTurns(large.store, { callers: 1, turns, deliver: false, old: large.keys }),
    ],
  );
  await Promise.all([empty, small.store, large.store].map((store) => store.close()));
  const row = (how: string, value: number, yardstick: number): StoreRow => ({
    what: `turn at ${scale.activities} activities, ${how}`,
    value: Math.round(value * 1_000),
    unit: 'µs',
    yardstick: Math.round(yardstick * 1_000),
  });
  return [
    row('one caller, new conversations', largeAlone, emptyAlone),
    row(`${callers} callers, new conversations`, largeMany, emptyMany),
    row('one caller, old conversations', largeOld, smallOld),
  ];
}

async function openFilled(
  path: string,
  activities: number,
): Promise<{ readonly store: Store; readonly keys: readonly ConversationKey[] }> {
  await (await openStore(path)).close();
  const keys = fill(path, activities);
  return { store: await openStore(path), keys };
}

/** Runs each kind once per round, so that a busy moment of the machine hits all of them. */
async function middles<const T extends readonly (() => Promise<number>)[]>(
  rounds: number,
  kinds: T,
): Promise<{ [K in keyof T]: number }> {
  const taken: number[][] = kinds.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, kind] of kinds.entries()) taken[index]?.push(await kind());
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
  return taken.map(middle) as { [K in keyof T]: number };
}

interface Play {
  readonly callers: number;
  /** Whether replies go through the outbox and are reported as delivered. */
  readonly deliver: boolean;
  /** Conversations that are there already; without them each one begins anew and has ten turns. */
  readonly old?: readonly ConversationKey[];
}

/** Milliseconds per turn. */
async function playTurns(store: Store, play: Play & { readonly turns: number }): Promise<number> {
  const each = Math.ceil(play.turns / play.callers);
  const start = performance.now();
  await Promise.all(
    Array.from({ length: play.callers }, async () => {
      let key = freshKey();
      for (let turn = 0; turn < each; turn += 1) {
        if (play.old) key = play.old[Math.floor(Math.random() * play.old.length)] ?? key;
        else if (turn % turnsPerConversation === 0) key = freshKey();
        await playTurn(store, key, play.deliver);
      }
    }),
  );
  return (performance.now() - start) / (each * play.callers);
}

async function playTurn(store: Store, key: ConversationKey, deliver: boolean): Promise<void> {
  const activityId = randomIds.next();
  const { conversation } = await store.turns.open(key, activityId);
  const turn: TurnCommit = {
    key,
    conversationId: conversation?.id ?? randomIds.next(),
    readVersion: conversation?.version ?? 0,
    activityId,
    at: Date.now(),
    snapshot: { state: twoKilobytes },
    entries: [
      { author: 'user', at: Date.now(), kind: 'says', body: { text: 'the code never arrives' } },
      { author: 'bot', at: Date.now(), kind: 'reply', body: reply },
    ],
    reply,
    deliverTo: deliver ? { serviceUrl: 'https://smba.example/emea/', bot: 'bot' } : null,
  };
  const outcome = await store.turns.commit(turn);
  if (outcome.kind !== 'committed') throw new TypeError(`The turn ended as ${outcome.kind}.`);
  if (outcome.outboxId !== null) await store.outbox.delivered(outcome.outboxId);
}

function freshKey(): ConversationKey {
  return { channel: 'bench', conversation: `a:${randomIds.next()}${randomIds.next()}` };
}

function openPlain(path: string): {
  readonly commit: (times: number) => Promise<number>;
  readonly close: () => void;
} {
  const database = openSqlite(path);
  useWriteAheadLog(database);
  database.exec('create table plain (id integer primary key, body text not null)');
  const db = new Kysely<{ plain: { id: Generated<number>; body: string } }>({
    dialect: nodeSqliteDialect(database),
  });
  return {
    close: () => database.close(),
    commit: async (times) => {
      const start = performance.now();
      for (let index = 0; index < times; index += 1) {
        await db.insertInto('plain').values({ body: twoKilobytes }).execute();
      }
      return (performance.now() - start) / times;
    },
  };
}

/** Fills a database with old conversations as they happen: twenty at a time, ten turns each. */
function fill(path: string, activities: number): readonly ConversationKey[] {
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = off; pragma synchronous = off; begin');
  const conversations = Math.ceil(activities / turnsPerConversation);
  const counted = (count: number) =>
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`;
  database.exec(`${counted(conversations)}
    insert into conversations select i + 1, hex(randomblob(11)), 'bench',
      'a:' || hex(randomblob(22)), 10, '{"state":"${twoKilobytes}"}', i, i, null from n`);
  const place = `i / ${callers * turnsPerConversation} * ${callers} + i % ${callers} + 1`;
  const turn = `i / ${callers} % ${turnsPerConversation} + 1`;
  database.exec(`${counted(activities)} insert into activities select ${place},
    hex(randomblob(11)), i, '${JSON.stringify(reply)}' from n`);
  database.exec(`${counted(activities * 2)}, m as (select i / 2 as i, i % 2 as line from n)
    insert into entries select ${place}, ${turn}, line, iif(line, 'bot', 'user'),
      iif(line, 'reply', 'says'), i,
      iif(line, '${JSON.stringify(reply)}', '{"text":"the code never arrives"}'),
      iif(line, null, hex(randomblob(11))) from m`);
  database.exec('commit; pragma journal_mode = wal');
  const rows = database.prepare('select conversation from conversations limit 100000').all();
  database.close();
  return rows.map((row) => ({ channel: 'bench', conversation: String(row['conversation']) }));
}
