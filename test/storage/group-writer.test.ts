import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGroupWriter } from '../../src/storage/group-writer.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { sqliteMigrations } from '../../src/storage/migrations/sqlite.ts';
import { nodeSqliteDialect } from '../../src/storage/sqlite-dialect.ts';
import { openSqlite, setLockTimeout, useWriteAheadLog } from '../../src/storage/sqlite-file.ts';
import type { Tables } from '../../src/storage/tables.ts';
import type { Work, Writer } from '../../src/storage/writer.ts';
import { makeTempFolder, type TempFolder } from './temp-folder.ts';

describe('createGroupWriter', () => {
  let folder: TempFolder;
  let database: DatabaseSync;
  let db: Kysely<Tables>;
  let writer: Writer;
  const statements: string[] = [];

  beforeEach(async () => {
    folder = makeTempFolder();
    database = openSqlite(folder.file('store.db'));
    useWriteAheadLog(database);
    setLockTimeout(database, 0);
    db = new Kysely<Tables>({
      dialect: nodeSqliteDialect(database),
      log: (event) => {
        statements.push(event.query.sql.split(' ', 1).join(''));
      },
    });
    await migrate(db, sqliteMigrations);
    writer = createGroupWriter(db, { tries: 3, pauseMs: 1 });
    statements.length = 0;
  });
  afterEach(() => {
    database.close();
    folder.remove();
  });

  const note =
    (id: number): Work<number> =>
    async (transaction) => {
      await transaction.insertInto('probe').values({ id, filler: 'x' }).execute();
      return id;
    };
  const noted = () => database.prepare('select id from probe order by id').all();

  it('writes what was asked for at the same time with one commit', async () => {
    expect(await Promise.all([1, 2, 3].map((id) => writer.write(note(id))))).toEqual([1, 2, 3]);
    expect(statements).toEqual(['begin', 'insert', 'insert', 'insert', 'commit']);
  });

  it('writes what is asked for later with a commit of its own', async () => {
    await writer.write(note(1));
    await writer.write(note(2));
    expect(statements).toEqual(['begin', 'insert', 'commit', 'begin', 'insert', 'commit']);
  });

  it('splits a crowd into groups of 64', async () => {
    const ids = Array.from({ length: 65 }, (_, index) => index);
    await Promise.all(ids.map((id) => writer.write(note(id))));
    expect(statements.filter((word) => word === 'commit')).toHaveLength(2);
    expect(noted()).toHaveLength(65);
  });

  it('tells nobody before the commit is made', async () => {
    const other = new DatabaseSync(folder.file('store.db'));
    const seen = [1, 2].map(async (id) => {
      await writer.write(note(id));
      return other.prepare('select id from probe').all().length;
    });
    expect(await Promise.all(seen)).toEqual([2, 2]);
    other.close();
  });

  it('rejects the work that fails and writes the rest, each piece once', async () => {
    const broken: Work<number> = async (transaction) => {
      await note(9)(transaction);
      throw new RangeError('broken on purpose');
    };
    const results = await Promise.allSettled([note(1), broken, note(2)].map(writer.write));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(noted()).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('goes on after a failure', async () => {
    await expect(writer.write(() => Promise.reject(new RangeError('broken')))).rejects.toThrow();
    expect(await writer.write(note(1))).toBe(1);
  });

  it('fails everybody once the lock was held through every try', async () => {
    const other = new DatabaseSync(folder.file('store.db'));
    other.exec('begin immediate');
    const results = await Promise.allSettled([1, 2].map((id) => writer.write(note(id))));
    expect(results).toMatchObject([
      { reason: { code: 'STORE_BUSY' } },
      { reason: { code: 'STORE_BUSY' } },
    ]);
    expect(statements).toEqual(['begin', 'begin', 'begin']);
    other.close();
  });

  it('begins no work without the lock', async () => {
    const other = new DatabaseSync(folder.file('store.db'));
    other.exec('begin immediate');
    let begun = false;
    const look: Work<void> = async (transaction) => {
      begun = true;
      await transaction.selectFrom('probe').select('id').execute();
    };
    await expect(writer.write(look)).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect(begun).toBe(false);
    other.close();
  });

  it('writes when the lock is given back between two tries', async () => {
    const other = new DatabaseSync(folder.file('store.db'));
    other.exec('begin immediate');
    let failures = 0;
    const writing = createGroupWriter(
      new Kysely<Tables>({
        dialect: nodeSqliteDialect(database),
        log: ({ level }) => {
          failures += level === 'error' ? 1 : 0;
          if (failures === 2 && other.isTransaction) other.exec('rollback');
        },
      }),
      { tries: 3, pauseMs: 1 },
    ).write(note(1));
    expect(await writing).toBe(1);
    expect(failures).toBe(2);
    other.close();
  });

  it('is idle when nothing waits any more', async () => {
    await writer.idle();
    const writing = [1, 2].map((id) => writer.write(note(id)));
    await writer.idle();
    expect(noted()).toEqual([{ id: 1 }, { id: 2 }]);
    await Promise.all(writing);
  });
});
