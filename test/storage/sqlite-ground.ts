import { join } from 'node:path';
import { Kysely } from 'kysely';
import { openStore } from '../../src/storage/open.ts';
import { nodeSqliteDialect } from '../../src/storage/sqlite-dialect.ts';
import { openSqlite } from '../../src/storage/sqlite-file.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Tables } from '../../src/storage/tables.ts';
import type { StoreGround } from '../contract/ground.ts';
import { makeTempFolder } from './temp-folder.ts';

/** A database file of its own in a temp folder. */
export async function makeSqliteGround(): Promise<StoreGround> {
  const folder = makeTempFolder();
  const path = folder.file('store.db');
  const open: Store[] = [];
  const closers: (() => void)[] = [];
  const another = async (): Promise<Store> => {
    const store = await openStore(path);
    open.push(store);
    return store;
  };
  return {
    store: await another(),
    another,
    writer: [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'crash-writer.ts'),
      path,
    ],
    tables: () => {
      const database = openSqlite(path);
      closers.push(() => database.close());
      return new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });
    },
    clear: async () => {
      await Promise.all(open.map((store) => store.close()));
      for (const close of closers) close();
      folder.remove();
    },
  };
}
