import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import type { TranscriptEntry } from '../../src/turn/ports.ts';
import { commitOf, type GroundMaker, keyOf, type StoreGround } from './ground.ts';

const exchange = (text: string, activityId: string): TranscriptEntry[] => [
  { author: 'user', at: 1, kind: 'says', body: { text }, activityId },
  { author: 'bot', at: 1, kind: 'reply', body: { to: text } },
];

/** A conversation as its person reads it again, whatever the database. */
export function describeLog(database: string, makeGround: GroundMaker): void {
  describe(`the log of a conversation on ${database}`, () => {
    let ground: StoreGround;
    let store: Store;
    beforeEach(async () => {
      ground = await makeGround();
      store = ground.store;
      await commitOf(store, { activityId: 'a1', entries: exchange('one', 'a1') });
      await commitOf(store, { activityId: 'a2', readVersion: 1, entries: exchange('two', 'a2') });
    });
    afterEach(() => ground.clear());

    const bodies = async (place: number, limit = 10): Promise<unknown> =>
      (await store.log.after(keyOf('c1'), place, limit)).entries.map(({ body }) => body);

    it('is read in the order in which it was said', async () => {
      expect(await bodies(0)).toEqual([
        { text: 'one' },
        { to: 'one' },
        { text: 'two' },
        { to: 'two' },
      ]);
    });

    it('goes on after any place', async () => {
      const { entries, end } = await store.log.after(keyOf('c1'), 0, 10);
      const places = entries.map(({ place }) => place);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(end).toBe(places.at(-1));
      expect(await bodies(places[0] ?? 0)).toHaveLength(3);
      expect(await bodies(places[1] ?? 0)).toEqual([{ text: 'two' }, { to: 'two' }]);
      expect(await bodies(end)).toEqual([]);
    });

    it('is read in pieces and says where it ends', async () => {
      const { entries, end } = await store.log.after(keyOf('c1'), 0, 2);
      expect(entries).toHaveLength(2);
      expect(end).toBeGreaterThan(entries[1]?.place ?? 0);
    });

    it('knows a line again by what made it', async () => {
      const found = await store.log.find(keyOf('c1'), 'a2');
      expect(found).toMatchObject({ activityId: 'a2', body: { text: 'two' } });
      expect(await store.log.find(keyOf('c1'), 'a3')).toBeNull();
      expect(await store.log.find(keyOf('c2'), 'a2')).toBeNull();
    });

    it('shows nothing of another conversation', async () => {
      await commitOf(store, { key: keyOf('c2'), entries: exchange('other', 'b1') });
      await commitOf(store, { key: keyOf('c1', 'elsewhere'), entries: exchange('else', 'd1') });
      expect(await bodies(0)).toHaveLength(4);
      const none = await store.log.after(keyOf('c3'), 0, 10);
      expect(none).toEqual({ entries: [], end: 0 });
      expect(await store.log.exists(keyOf('c3'))).toBe(false);
      expect(await store.log.exists(keyOf('c2'))).toBe(true);
    });

    describe('after an erasure', () => {
      beforeEach(async () => {
        await commitOf(store, {
          activityId: 'bye',
          readVersion: 2,
          conversationId: 'id-new',
          reply: 'receipt',
          erase: [],
        });
      });

      it('holds the receipt alone, after all that was read before', async () => {
        expect(await bodies(0)).toEqual(['receipt']);
        expect(await bodies(2 * 16 + 1)).toEqual(['receipt']);
        const { end } = await store.log.after(keyOf('c1'), 0, 10);
        expect(await bodies(end)).toEqual([]);
      });

      it('knows that the erasure was done, and nothing from before', async () => {
        expect(await store.log.find(keyOf('c1'), 'bye')).toMatchObject({ body: null });
        expect(await store.log.find(keyOf('c1'), 'a1')).toBeNull();
      });

      it('goes on after the receipt', async () => {
        const { end } = await store.log.after(keyOf('c1'), 0, 10);
        await commitOf(store, {
          conversationId: 'id-new',
          readVersion: 3,
          activityId: 'a4',
          entries: exchange('again', 'a4'),
        });
        expect(await bodies(end)).toEqual([{ text: 'again' }, { to: 'again' }]);
      });
    });
  });
}
