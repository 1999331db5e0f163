import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { commitOf, type GroundMaker, keyOf, type StoreGround } from './ground.ts';

const origin = 'https://ern.example';
const kept = { hash: 'h1', user: 'dl_u1', origin, expiresAt: 100 };

/** Handles with which a browser comes back, whatever the database. */
export function describeHandles(database: string, makeGround: GroundMaker): void {
  describe(`handles on ${database}`, () => {
    let ground: StoreGround;
    let store: Store;
    beforeEach(async () => {
      ground = await makeGround();
      store = ground.store;
      await commitOf(store, {});
      await store.handles.keep(keyOf('c1'), kept);
    });
    afterEach(() => ground.clear());

    const use = (now = 50, from = origin, hash = 'h1'): ReturnType<Store['handles']['use']> =>
      store.handles.use(hash, { origin: from, now, expiresAt: now + 100 });

    it('lead back to their conversation and person', async () => {
      expect(await use()).toEqual({ conversation: 'c1', user: 'dl_u1' });
    });

    it('of a conversation that is not there are not kept', async () => {
      expect(await store.handles.keep(keyOf('c9'), { ...kept, hash: 'h9' })).toBe(false);
      expect(await use(50, origin, 'h9')).toBeNull();
    });

    it('lead nowhere from another origin', async () => {
      expect(await use(50, 'https://other.example')).toBeNull();
      expect(await use(50, `${origin}.other.example`)).toBeNull();
    });

    it('lead nowhere when they are too old, and live longer by being used', async () => {
      expect(await use(99)).not.toBeNull();
      expect(await use(198)).not.toBeNull();
      expect(await use(298)).toBeNull();
    });

    it('lead nowhere when revoked; revoking what is unknown does nothing', async () => {
      await store.handles.revoke('h0');
      expect(await use()).not.toBeNull();
      await store.handles.revoke('h1');
      expect(await use()).toBeNull();
    });

    it('go when their conversation is erased', async () => {
      await commitOf(store, {
        activityId: 'bye',
        readVersion: 1,
        conversationId: 'id-new',
        reply: 'receipt',
        erase: [],
      });
      expect(await use()).toBeNull();
      expect(await rowsIn(ground)).toBe(0);
    });

    it('go when their conversation is purged, and when their time is over', async () => {
      const limits = { transcripts: 0, tickets: 0, shells: 0, handles: 99 };
      await store.retention.trim(limits);
      expect(await rowsIn(ground)).toBe(1);
      await store.retention.trim({ ...limits, handles: 101 });
      expect(await rowsIn(ground)).toBe(0);
      await store.handles.keep(keyOf('c1'), kept);
      await store.retention.purge('id-of-test-c1', { ...limits, transcripts: 2_000 });
      expect(await rowsIn(ground)).toBe(0);
    });
  });
}

async function rowsIn(ground: StoreGround): Promise<number> {
  return (await ground.tables().selectFrom('handles').select('hash').execute()).length;
}
