import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, openStoreOn } from '../../src/storage/open.ts';
import { openSqlite } from '../../src/storage/sqlite-file.ts';
import { commitOf, keyOf, turnOf } from '../contract/ground.ts';
import { makeTempFolder, type TempFolder } from './temp-folder.ts';

describe('a store that cannot do its work', () => {
  let folder: TempFolder;
  let path: string;
  beforeEach(() => {
    folder = makeTempFolder();
    path = folder.file('store.db');
  });
  afterEach(() => folder.remove());

  it('refuses a file that is no database', async () => {
    writeFileSync(path, 'not a database, by any means '.repeat(200));
    await expect(openStore(path)).rejects.toMatchObject({
      code: 'STORE_FAILED',
      facts: { sqlite: 26 },
    });
  });

  it('refuses a database whose pages are damaged', async () => {
    await (await openStore(path)).close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xff, 4_096));
    await expect(openStore(path)).rejects.toMatchObject({
      code: 'STORE_FAILED',
      facts: { sqlite: 11 },
    });
  });

  it('refuses a folder that cannot be made', async () => {
    writeFileSync(folder.file('file'), '');
    await expect(openStore(folder.file('file/deeper/store.db'))).rejects.toMatchObject({
      code: 'STORE_FAILED',
      facts: { reason: 'ENOTDIR' },
    });
  });

  it.each([
    ['an empty read-only folder', false, { reason: 'EACCES' }],
    ['a database in a read-only folder', true, { sqlite: 1544 }],
  ])('refuses %s', async (_, exists, facts) => {
    mkdirSync(folder.file('locked'));
    path = folder.file('locked/store.db');
    if (exists) await (await openStore(path)).close();
    expect(openWithoutRights(path)).toEqual({ code: 'STORE_FAILED', facts });
  });

  it('fails as busy while another process holds the lock', async () => {
    await (await openStore(path)).close();
    const other = new DatabaseSync(path);
    const store = await openStore(path, { busyTimeoutMs: 0 });
    other.exec('begin immediate');
    await expect(store.turns.commit(turnOf())).rejects.toMatchObject({
      code: 'STORE_BUSY',
      facts: { sqlite: 5 },
    });
    expect(await store.health()).toEqual({
      able: false,
      code: 'STORE_BUSY',
      facts: { sqlite: 5 },
    });
    other.exec('rollback');
    await commitOf(store, {});
    expect(await store.health()).toEqual({ able: true });
    await store.close();
    other.close();
  });

  it('reads while another process holds the lock', async () => {
    const store = await openStore(path);
    await commitOf(store, { snapshot: 'kept' });
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    expect((await store.turns.open(keyOf('c1'), null)).conversation?.snapshot).toBe('kept');
    other.close();
    await store.close();
  });

  it('fails as full, keeps what was there, and works again with room', async () => {
    const database = openSqlite(path);
    const store = await openStoreOn(database, path);
    await commitOf(store, { snapshot: 'small' });
    const pages = Number(database.prepare('pragma page_count').get()?.['page_count']);
    database.exec(`pragma max_page_count = ${pages + 20}`);
    const large = turnOf({ readVersion: 1, snapshot: 'x'.repeat(200_000) });
    const small = turnOf({ key: keyOf('c2') });
    const [full, fits] = await Promise.allSettled([
      store.turns.commit(large),
      store.turns.commit(small),
    ]);
    expect(full).toMatchObject({ reason: { code: 'STORE_FULL', facts: { sqlite: 13 } } });
    expect(fits).toMatchObject({ value: { kind: 'committed' } });
    expect((await store.turns.open(keyOf('c1'), null)).conversation?.snapshot).toBe('small');
    database.exec('pragma max_page_count = 10000');
    expect(await store.turns.commit(large)).toMatchObject({ kind: 'committed', version: 2 });
    await store.close();
  });

  it('writes something new for each look at its health', async () => {
    const store = await openStore(path);
    const other = new DatabaseSync(path);
    const fillers = [];
    for (let look = 0; look < 3; look += 1) {
      expect(await store.health()).toEqual({ able: true });
      fillers.push(other.prepare('select filler from probe').get()?.['filler']);
    }
    expect(new Set(fillers).size).toBe(2);
    expect(fillers[1]).not.toBe(fillers[2]);
    other.close();
    await store.close();
  });

  it('tells of a full database in its health', async () => {
    const database = openSqlite(path);
    const store = await openStoreOn(database, path);
    const pages = Number(database.prepare('pragma page_count').get()?.['page_count']);
    database.exec(`pragma max_page_count = ${pages}`);
    expect(await store.health()).toMatchObject({ able: false, code: 'STORE_FULL' });
    await store.close();
  });

  it('quotes nothing of a stored value that is damaged', async () => {
    const store = await openStore(path);
    await commitOf(store, {});
    const other = new DatabaseSync(path);
    other.exec("update conversations set snapshot = 'Mrs Silva, born 1950'");
    other.close();
    const error: unknown = await store.turns.open(keyOf('c1'), null).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'STORE_FAILED', facts: { json: 'damaged' } });
    expect(error instanceof Error && [error.message, error.stack, error.cause].join()).not.toMatch(
      'Silva',
    );
    await store.close();
  });

  it('says nothing of what people wrote', async () => {
    const store = await openStore(path, { busyTimeoutMs: 0 });
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    const secret = 'Mrs Silva, born 1950';
    const turn = turnOf({ key: keyOf(secret), snapshot: secret, activityId: secret });
    const error: unknown = await store.turns.commit(turn).catch((reason: unknown) => reason);
    const seen = error instanceof Error ? [error.message, error.stack, String(error.cause)] : [];
    expect(seen).toHaveLength(3);
    expect(JSON.stringify([error, ...seen])).not.toContain('Silva');
    other.close();
    await store.close();
  });
});

/** How opening fails for a user who may not write there; root may, so root becomes nobody first. */
function openWithoutRights(path: string): unknown {
  const locked = join(path, '..');
  chmodSync(join(locked, '..'), 0o755);
  const [script, args] = [join(import.meta.dirname, 'open-without-rights.ts'), [path]];
  const node = ['--disable-warning=ExperimentalWarning', script, ...args];
  const { stdout } = spawnSync(process.execPath, node, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(stdout);
}
