import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGroupWriter } from '../../src/storage/group-writer.ts';
import { createHandles } from '../../src/storage/handles.ts';
import { createLog } from '../../src/storage/log.ts';
import { openStoreOn } from '../../src/storage/open.ts';
import { nodeSqliteDialect } from '../../src/storage/sqlite-dialect.ts';
import { openSqlite } from '../../src/storage/sqlite-file.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { commitOf, keyOf } from '../contract/ground.ts';
import { makeTempFolder, type TempFolder } from './temp-folder.ts';

/** Another process writes after one statement of ours and before the next. */
describe('what another process writes between two statements', () => {
  let folder: TempFolder;
  let store: Store;
  let other: DatabaseSync;
  let own: DatabaseSync;
  /** What the other process does after so many statements of ours; null once it is done. */
  let next: { readonly after: number; readonly sql: string } | null = null;
  let db: Kysely<Tables>;

  beforeEach(async () => {
    folder = makeTempFolder();
    const path = folder.file('store.db');
    store = await openStoreOn(openSqlite(path), path);
    other = openSqlite(path);
    own = openSqlite(path);
    let ended = 0;
    const log = (): void => {
      ended += 1;
      if (next?.after !== ended) return;
      other.exec(next.sql);
      next = null;
    };
    db = new Kysely<Tables>({ dialect: nodeSqliteDialect(own), log });
    const entries = [{ author: 'user', at: 1, kind: 'says', body: 'one' }] as const;
    await commitOf(store, { entries });
  });
  afterEach(async () => {
    own.close();
    other.close();
    await store.close();
    folder.remove();
  });

  it.each([1, 2, 3])('is not skipped by who reads on from the end (after %i)', async (after) => {
    next = {
      after,
      sql: `insert into entries (conversation, turn, line, author, kind, at, body)
        select number, 2, 0, 'user', 'says', 2, '"two"' from conversations`,
    };
    const log = createLog(db);
    const first = await log.after(keyOf('c1'), 16, 10);
    const place = first.entries.at(-1)?.place ?? first.end;
    const second = await log.after(keyOf('c1'), place, 10);
    const bodies = [...first.entries, ...second.entries].map(({ body }) => body);
    expect(next).toBeNull();
    expect(bodies).toEqual(['two']);
    expect(second.end).toBe(32);
  });

  it('can be the end of a handle, which then lets nobody in', async () => {
    const origin = 'https://ern.example';
    await store.handles.keep(keyOf('c1'), { hash: 'h1', user: 'u1', origin, expiresAt: 100 });
    next = { after: 1, sql: 'delete from handles' };
    const handles = createHandles(db, createGroupWriter(db, { tries: 1, pauseMs: 0 }));
    expect(await handles.use('h1', { origin, now: 50, expiresAt: 150 })).toBeNull();
    expect(next).toBeNull();
  });
});
