import { DatabaseSync } from 'node:sqlite';
import { type Generated, Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeSqliteDialect } from '../../src/storage/sqlite-dialect.ts';

interface Things {
  readonly things: { readonly id: Generated<number>; readonly name: string | null };
}

describe('nodeSqliteDialect', () => {
  let database: DatabaseSync;
  let prepared: string[];
  let db: Kysely<Things>;

  beforeEach(() => {
    prepared = [];
    database = new CountingDatabase(':memory:', prepared);
    db = new Kysely<Things>({ dialect: nodeSqliteDialect(database) });
    database.exec('create table things (id integer primary key, name text unique)');
  });
  afterEach(() => {
    if (database.isOpen) database.close();
  });

  const insert = (name: string | null) => db.insertInto('things').values({ name });

  it('gives rows to what reads, and to what writes and returns', async () => {
    expect(await insert('one').returning(['id', 'name']).execute()).toEqual([
      { id: 1, name: 'one' },
    ]);
    expect(await db.selectFrom('things').select('name').execute()).toEqual([{ name: 'one' }]);
  });

  it('counts what was changed', async () => {
    await insert('one').execute();
    const result = await db.updateTable('things').set({ name: 'two' }).executeTakeFirst();
    expect(result.numUpdatedRows).toBe(1n);
    expect((await insert('three').executeTakeFirst()).insertId).toBe(2n);
  });

  it('prepares the same statement once', async () => {
    for (const name of ['one', 'two', 'three']) await insert(name).execute();
    expect(prepared).toHaveLength(1);
  });

  it('keeps the hundred statements that were used last', async () => {
    const ask = (n: number) => sql`select ${sql.lit(n)} as n`.execute(db);
    for (let n = 0; n < 100; n += 1) await ask(n);
    prepared.length = 0;
    await ask(0);
    await ask(100);
    await ask(0);
    await ask(1);
    expect(prepared).toEqual(['select 100 as n', 'select 1 as n']);
  });

  it('streams rows, to the end or not', async () => {
    for (const name of ['one', 'two', 'three']) await insert(name).execute();
    const query = db.selectFrom('things').select('name').orderBy('id');
    for await (const { name } of query.stream()) if (name === 'two') break;
    const names = [];
    for await (const { name } of query.stream()) names.push(name);
    expect(names).toEqual(['one', 'two', 'three']);
  });

  it('marks a key that is there already', async () => {
    await insert('one').execute();
    await expect(insert('one').execute()).rejects.toMatchObject({
      code: 'STORE_FAILED',
      facts: { sqlite: 2067, duplicate: true },
    });
  });

  it('names what is wrong with a statement', async () => {
    await expect(sql`select nothing from nowhere`.execute(db)).rejects.toMatchObject({
      code: 'STORE_FAILED',
      facts: { sqlite: 1 },
    });
  });

  it('refuses a value that SQLite would not hold as it is', async () => {
    await expect(sql`select ${true} as it`.execute(db)).rejects.toMatchObject({
      code: 'STORE_FAILED',
      facts: { type: 'boolean' },
    });
  });

  it('undoes a transaction that fails, and tells why', async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('things').values({ name: 'one' }).execute();
      await transaction.insertInto('things').values({ name: 'one' }).execute();
    });
    await expect(failing).rejects.toMatchObject({ facts: { duplicate: true } });
    expect(await db.selectFrom('things').select('id').execute()).toEqual([]);
  });

  // Kysely's own rollback would fail then, and its failure would hide the first one.
  it('tells why when SQLite has rolled back by itself', async () => {
    const failing = db.transaction().execute(async (transaction) => {
      database.exec('rollback');
      await transaction.insertInto('things').values({ name: 'one' }).execute();
      await transaction.insertInto('things').values({ name: 'one' }).execute();
    });
    await expect(failing).rejects.toMatchObject({ facts: { duplicate: true } });
  });

  it('takes a schema change back with its transaction', async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.schema.createTable('more').addColumn('id', 'integer').execute();
      throw new RangeError('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    const tables = await db.introspection.getTables();
    expect(tables.map((table) => table.name)).toEqual(['things']);
  });
});

class CountingDatabase extends DatabaseSync {
  readonly #prepared: string[];

  constructor(path: string, prepared: string[]) {
    super(path);
    this.#prepared = prepared;
  }

  override prepare(text: string): ReturnType<DatabaseSync['prepare']> {
    this.#prepared.push(text);
    return super.prepare(text);
  }
}
