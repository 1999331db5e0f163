import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, openStoreOn } from '../../src/storage/open.ts';
import { sqliteMigrations } from '../../src/storage/migrations/sqlite.ts';
import { openSqlite } from '../../src/storage/sqlite-file.ts';
import { commitOf, keyOf, turnOf } from '../contract/ground.ts';
import { makeTempFolder, type TempFolder } from './temp-folder.ts';

describe('openStore', () => {
  let folder: TempFolder;
  let path: string;
  beforeEach(() => {
    folder = makeTempFolder();
    path = folder.file('store.db');
  });
  afterEach(() => folder.remove());

  const modeOf = (name: string) => statSync(folder.file(name)).mode & 0o777;
  const byHand = (sql: string) => {
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
  };

  it('makes the folder and files that only the owner reads', async () => {
    path = folder.file('data/deep/store.db');
    const store = await openStore(path);
    await commitOf(store, {});
    const names = readdirSync(folder.file('data/deep')).sort();
    expect(names).toEqual(['store.db', 'store.db-shm', 'store.db-wal']);
    for (const name of names) expect(modeOf(`data/deep/${name}`)).toBe(0o600);
    expect(modeOf('data')).toBe(0o700);
    await store.close();
  });

  it('takes a file that others can read away from them', async () => {
    writeFileSync(path, '', { mode: 0o644 });
    await (await openStore(path)).close();
    expect(modeOf('store.db')).toBe(0o600);
  });

  it('finds again what an earlier process wrote', async () => {
    const first = await openStore(path);
    await commitOf(first, { snapshot: 'kept', reply: 'hello', deliverTo: 'there' });
    await first.close();
    const second = await openStore(path);
    expect((await second.turns.open(keyOf('c1'), null)).conversation?.snapshot).toBe('kept');
    expect(await second.outbox.due(1_000, 10)).toHaveLength(1);
    await second.close();
  });

  it('keeps everything in the process for `:memory:`', async () => {
    const [one, other] = [await openStore(':memory:'), await openStore(':memory:')];
    await commitOf(one, {});
    expect((await one.turns.open(keyOf('c1'), null)).conversation?.version).toBe(1);
    expect((await other.turns.open(keyOf('c1'), null)).conversation).toBeNull();
    await Promise.all([one.close(), other.close()]);
  });

  it('makes every commit wait for the disk, checks references and trusts no schema', async () => {
    const database = openSqlite(path);
    const store = await openStoreOn(database, path);
    const pragma = (name: string) =>
      Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
    expect({
      journal: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      references: pragma('foreign_keys'),
      trusted: pragma('trusted_schema'),
      timeout: pragma('busy_timeout'),
    }).toEqual({ journal: 'wal', synchronous: 2, references: 1, trusted: 0, timeout: 20 });
    await store.close();
  });

  it('lets two processes make the same new database at once', async () => {
    const child =
      'import(process.argv[1]).then(m => m.openStore(process.argv[2])).then(s => s.close())';
    const source = join(import.meta.dirname, '../../src/storage/open.ts');
    const args = ['--disable-warning=ExperimentalWarning', '-e', child, source, path];
    const codes = await Promise.all(
      [1, 2, 3].map(
        () =>
          new Promise((resolve) => {
            spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', resolve);
          }),
      ),
    );
    expect(codes).toEqual([0, 0, 0]);
    const store = await openStore(path);
    await commitOf(store, {});
    await store.close();
  });

  describe('on a database of a newer version', () => {
    beforeEach(async () => {
      await (await openStore(path)).close();
      byHand(`pragma journal_mode = delete;
        insert into kysely_migration values ('9999-future', '2030-01-01T00:00:00Z')`);
    });

    it('refuses and names the migration that it does not know', async () => {
      await expect(openStore(path)).rejects.toMatchObject({
        code: 'STORE_NEWER',
        facts: { migration: '9999-future' },
      });
    });

    it('leaves the file as it is, and nothing beside it', async () => {
      const before = readFileSync(path);
      await expect(openStore(path)).rejects.toThrow();
      expect(readFileSync(path).equals(before)).toBe(true);
      expect(readdirSync(folder.file('.'))).toEqual(['store.db']);
    });
  });

  describe('on a database of an older version', () => {
    const upgrade = {
      ...sqliteMigrations,
      '0999-notes': {
        up: async (db: Parameters<(typeof sqliteMigrations)[string]['up']>[0]) => {
          await db.schema.createTable('notes').addColumn('id', 'integer').execute();
        },
      },
    };
    beforeEach(async () => {
      const store = await openStore(path);
      await commitOf(store, { snapshot: 'before' });
      await store.close();
    });

    it('copies it before the first migration, for the owner only', async () => {
      const store = await openStore(path, { migrations: upgrade });
      await commitOf(store, { readVersion: 1, snapshot: 'after' });
      await store.close();
      expect(readdirSync(folder.file('.')).sort()).toEqual([
        'store.db',
        'store.db.before-0999-notes',
      ]);
      expect(modeOf('store.db.before-0999-notes')).toBe(0o600);
    });

    it('can be taken back by putting the copy in its place', async () => {
      const upgraded = await openStore(path, { migrations: upgrade });
      await commitOf(upgraded, { readVersion: 1, snapshot: 'after' });
      await upgraded.close();
      await expect(openStore(path)).rejects.toMatchObject({ code: 'STORE_NEWER' });
      const older = await openStore(folder.file('store.db.before-0999-notes'));
      expect((await older.turns.open(keyOf('c1'), null)).conversation?.snapshot).toBe('before');
      await older.close();
    });

    it('copies nothing when there is nothing to migrate', async () => {
      await (await openStore(path)).close();
      expect(readdirSync(folder.file('.'))).toEqual(['store.db']);
    });

    it('is as it was when a migration fails half way, and works with the old version', async () => {
      const failing = {
        ...upgrade,
        '0999-broken': { up: () => Promise.reject(new RangeError('broken on purpose')) },
      };
      await expect(openStore(path, { migrations: failing })).rejects.toMatchObject({
        code: 'STORE_FAILED',
        facts: { migration: '0999-broken' },
      });
      const store = await openStore(path);
      expect((await store.turns.open(keyOf('c1'), null)).conversation?.snapshot).toBe('before');
      await store.close();
    });

    it('replaces the copy of an earlier try', async () => {
      const copy = folder.file('store.db.before-0999-notes');
      writeFileSync(copy, 'left behind');
      writeFileSync(`${copy}.${process.pid}.part`, 'left behind by a crash');
      await (await openStore(path, { migrations: upgrade })).close();
      expect(readFileSync(copy).subarray(0, 15).toString()).toBe('SQLite format 3');
      expect(readdirSync(folder.file('.'))).toHaveLength(2);
    });
  });

  it('keeps what was said before there was a web chat, and its log and handles work', async () => {
    const { '0004-web': web, ...before } = sqliteMigrations;
    expect(web).toBeDefined();
    await (await openStore(path, { migrations: before })).close();
    byHand(`insert into conversations values
        (7, 'id-old', 'test', 'c1', 1, '"before"', 5, 5, null);
      insert into entries values (7, 1, 0, 'user', 'says', 5, '"old"');
      insert into activities values (7, 'a1', 5, '"reply"')`);
    const store = await openStore(path);
    const open = await store.turns.open(keyOf('c1'), 'a1');
    expect(open.conversation).toEqual({ id: 'id-old', version: 1, snapshot: 'before' });
    expect(open.repeat).toEqual({ reply: 'reply' });
    const old = { place: 16, author: 'user', kind: 'says', at: 5, body: 'old', activityId: null };
    expect(await store.log.after(keyOf('c1'), 0, 10)).toEqual({ entries: [old], end: 16 });
    const handle = { hash: 'h1', user: 'u1', origin: 'https://ern.example', expiresAt: 9 };
    expect(await store.handles.keep(keyOf('c1'), handle)).toBe(true);
    await store.close();
    expect(readdirSync(folder.file('.')).sort()).toEqual(['store.db', 'store.db.before-0004-web']);
  });

  describe('close', () => {
    it('waits for the turns that are being written', async () => {
      const store = await openStore(path);
      const writing = [1, 2, 3].map((n) => store.turns.commit(turnOf({ key: keyOf(`c${n}`) })));
      await store.close();
      expect(await Promise.all(writing)).toHaveLength(3);
    });

    it('can be called twice', async () => {
      const store = await openStore(path);
      await Promise.all([store.close(), store.close()]);
      await expect(store.close()).resolves.toBeUndefined();
    });

    it('makes what comes later fail with a name', async () => {
      const store = await openStore(path);
      await commitOf(store, {});
      await store.turns.open(keyOf('c1'), null);
      await store.close();
      const failed = { code: 'STORE_FAILED', facts: { sqlite: 'ERR_INVALID_STATE' } };
      await expect(store.turns.open(keyOf('c1'), null)).rejects.toMatchObject(failed);
      await expect(store.turns.commit(turnOf())).rejects.toMatchObject(failed);
      expect(await store.health()).toEqual({ able: false, ...failed });
    });
  });
});
