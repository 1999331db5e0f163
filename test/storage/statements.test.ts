import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGroupWriter } from '../../src/storage/group-writer.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { sqliteMigrations } from '../../src/storage/migrations/sqlite.ts';
import { nodeSqliteDialect } from '../../src/storage/sqlite-dialect.ts';
import { openSqlite } from '../../src/storage/sqlite-file.ts';
import { createStore, type Store } from '../../src/storage/store.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { commitOf, keyOf } from '../contract/ground.ts';

/** What keeps a turn as cheap in a large database as in an empty one. */
describe('the statements of a turn', () => {
  let database: DatabaseSync;
  let store: Store;
  const statements: string[] = [];

  beforeEach(async () => {
    database = openSqlite(':memory:');
    const db = new Kysely<Tables>({
      dialect: nodeSqliteDialect(database),
      log: (event) => {
        statements.push(event.query.sql);
      },
    });
    await migrate(db, sqliteMigrations);
    const writer = createGroupWriter(db, { tries: 1, pauseMs: 0 });
    store = createStore({
      db,
      writer,
      compact: () => Promise.resolve(true),
      release: () => database.close(),
    });
    statements.length = 0;
  });
  afterEach(() => store.close());

  const entries = [
    { author: 'user', at: 1, kind: 'says', body: 'hi' },
    { author: 'bot', at: 1, kind: 'reply', body: 'hello' },
  ] as const;
  const wordsOf = (sql: string) => sql.replaceAll('"', '').match(/^(\w+(?: into \w+)?)/)?.[0];
  const plansOf = (sql: readonly string[]) =>
    sql
      .filter((statement) => /^(select|update|delete|insert)/.test(statement))
      .flatMap((statement) => {
        const plan = database.prepare(`explain query plan ${statement}`);
        return plan.all(...statement.split('?').slice(1));
      })
      .map((step) => String(step['detail']));

  it('are one to open it', async () => {
    await store.turns.open(keyOf('c1'), 'a1');
    expect(statements).toHaveLength(1);
  });

  it.each([
    ['first', 0, 'insert into conversations'],
    ['next', 1, 'update'],
  ])('are four and a commit to write the %s one with all it can hold', async (_, version, word) => {
    if (version === 1) await commitOf(store, {});
    statements.length = 0;
    const facts = { activityId: 'a1', reply: 'hello', deliverTo: 'there', entries };
    await commitOf(store, { readVersion: version, ...facts });
    expect(statements.map(wordsOf)).toEqual([
      'begin',
      word,
      'insert into activities',
      'insert into entries',
      'insert into outbox',
      'commit',
    ]);
  });

  it('never look through a whole table', async () => {
    const id = await commitOf(store, { activityId: 'a1', reply: 1, deliverTo: 1, entries });
    await commitOf(store, { readVersion: 1, entries });
    await store.turns.open(keyOf('c1'), 'a1');
    await store.turns.transcript('id-of-test-c1', 10);
    await store.outbox.failed(id ?? 0, 1);
    await store.outbox.delivered(id ?? 0);
    const plans = plansOf(statements);
    expect(plans.filter((step) => step.startsWith('SEARCH')).length).toBeGreaterThan(5);
    expect(plans.filter((step) => /^SCAN \w+$/.test(step))).toEqual([]);
  });

  it('find what is due by its time', async () => {
    await store.outbox.due(1_000, 10);
    const plans = plansOf(statements);
    expect(plans.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    expect(plans.join('\n')).toContain('outbox_due');
  });
});
