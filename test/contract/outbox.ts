import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { commitOf, type GroundMaker, keyOf, type StoreGround } from './ground.ts';

/** What every outbox does, whatever the database. */
export function describeOutbox(database: string, makeGround: GroundMaker): void {
  describe(`the outbox on ${database}`, () => {
    let ground: StoreGround;
    let store: Store;
    beforeEach(async () => {
      ground = await makeGround();
      store = ground.store;
    });
    afterEach(() => ground.clear());

    /** Puts a reply into the outbox; the version is how many turns the conversation had. */
    const put = async (conversation: string, readVersion: number, reply: string, at = 1_000) => {
      const key = keyOf(conversation);
      const id = await commitOf(store, { key, readVersion, reply, deliverTo: 'there', at });
      return id ?? 0;
    };
    const due = async (now: number, limit = 10) =>
      (await store.outbox.due(now, limit)).map((pending) => pending.reply);

    it('offers a reply with all it takes to send it', async () => {
      const id = await commitOf(store, {
        key: keyOf('c1', 'msteams'),
        reply: { say: 'hello' },
        deliverTo: { serviceUrl: 'https://example.org' },
      });
      expect(await store.outbox.due(1_000, 10)).toEqual([
        {
          id,
          key: { channel: 'msteams', conversation: 'c1' },
          reference: { serviceUrl: 'https://example.org' },
          reply: { say: 'hello' },
          attempts: 0,
        },
      ]);
    });

    it('offers a reply from the time of its turn on', async () => {
      await put('c1', 0, 'hello', 1_000);
      expect(await due(999)).toEqual([]);
      expect(await due(1_000)).toEqual(['hello']);
    });

    it('offers what has been due longest first, up to the limit', async () => {
      for (const name of ['c3', 'c1', 'c2']) await put(name, 0, name);
      await put('c4', 0, 'c4', 999);
      expect(await due(1_000)).toEqual(['c4', 'c3', 'c1', 'c2']);
      expect(await due(1_000, 2)).toEqual(['c4', 'c3']);
    });

    it('offers one reply of a conversation at a time', async () => {
      const first = await put('c1', 0, 'first');
      await put('c1', 1, 'second');
      await put('c2', 0, 'other');
      expect(await due(1_000)).toEqual(['first', 'other']);
      await store.outbox.delivered(first);
      expect(await due(1_000)).toEqual(['second', 'other']);
    });

    it('offers a reply again until it is delivered', async () => {
      const id = await put('c1', 0, 'hello');
      expect(await due(1_000)).toEqual(await due(1_000));
      await store.outbox.delivered(id);
      expect(await due(1_000)).toEqual([]);
    });

    it('tries again at the given time, and counts the attempts', async () => {
      const id = await put('c1', 0, 'hello');
      await store.outbox.failed(id, 5_000);
      expect(await due(4_999)).toEqual([]);
      expect(await store.outbox.due(5_000, 10)).toMatchObject([{ id, attempts: 1 }]);
      await store.outbox.failed(id, 5_000);
      expect(await store.outbox.due(5_000, 10)).toMatchObject([{ id, attempts: 2 }]);
    });

    it('lets nothing overtake a reply that is tried again later, in its conversation only', async () => {
      const id = await put('c1', 0, 'first');
      await put('c1', 1, 'second');
      await put('c2', 0, 'other');
      await store.outbox.failed(id, 5_000);
      expect(await due(4_999)).toEqual(['other']);
      expect(await due(5_000)).toEqual(['other', 'first']);
    });

    it('keeps and counts a reply that was given up, and goes on with the next', async () => {
      const id = await put('c1', 0, 'first', 1_000);
      await put('c1', 1, 'second', 2_000);
      await store.outbox.failed(id, null);
      expect(await due(9_999_999_999_999)).toEqual(['second']);
      expect(await store.outbox.state()).toEqual({ waiting: 1, givenUp: 1, oldestAt: 2_000 });
    });

    it('takes no notice of ids it does not have', async () => {
      const id = await put('c1', 0, 'hello');
      await store.outbox.delivered(id + 1);
      await store.outbox.failed(id + 1, null);
      expect(await store.outbox.state()).toEqual({ waiting: 1, givenUp: 0, oldestAt: 1_000 });
    });

    // Without a counter of its own SQLite gives the id of a deleted last row away again.
    it('loses no reply to a second report of an earlier one', async () => {
      const id = await put('c1', 0, 'first');
      await store.outbox.delivered(id);
      await put('c1', 1, 'second');
      await store.outbox.delivered(id);
      expect(await due(1_000)).toEqual(['second']);
    });

    it('tells how many wait and since when', async () => {
      expect(await store.outbox.state()).toEqual({ waiting: 0, givenUp: 0, oldestAt: null });
      await put('c1', 0, 'first', 3_000);
      await put('c2', 0, 'other', 2_000);
      expect(await store.outbox.state()).toEqual({ waiting: 2, givenUp: 0, oldestAt: 2_000 });
    });

    it('is seen by every process', async () => {
      const id = await put('c1', 0, 'hello');
      const other = await ground.another();
      expect(await other.outbox.due(1_000, 10)).toHaveLength(1);
      await other.outbox.delivered(id);
      expect(await due(1_000)).toEqual([]);
    });
  });
}
