import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/dialog/lesson.ts';
import type { Store } from '../../src/storage/store.ts';
import type { TranscriptEntry } from '../../src/turn/ports.ts';
import { commitOf, type GroundMaker, type StoreGround, turnOf } from './ground.ts';

const says = (text: string, at: number): TranscriptEntry => ({
  author: 'user',
  at,
  kind: 'says',
  body: { text, findings: [] },
});

const lessonOf = (facts: Partial<Lesson>): Lesson => ({
  about: 'fallback',
  language: 'en',
  place: 'start/welcome',
  article: null,
  offered: [],
  ...facts,
});

async function rowsIn(ground: StoreGround): Promise<number> {
  return (await ground.tables().selectFrom('lessons').select('turn').execute()).length;
}

/** What every store keeps for those who write the content, whatever the database. */
export function describeLessons(database: string, makeGround: GroundMaker): void {
  describe(`lessons on ${database}`, () => {
    let ground: StoreGround;
    let store: Store;
    beforeEach(async () => {
      ground = await makeGround();
      store = ground.store;
    });
    afterEach(() => ground.clear());

    it('are kept with what was typed in their turn', async () => {
      await commitOf(store, {
        at: 5,
        entries: [says('blorf', 5)],
        lessons: [lessonOf({ about: 'clarification', offered: ['cost', 'data-privacy'] })],
      });
      expect(await store.lessons.since(0, 10)).toEqual([
        {
          ...lessonOf({ about: 'clarification', offered: ['cost', 'data-privacy'] }),
          at: 5,
          words: 'blorf',
          chosen: null,
        },
      ]);
    });

    it('on an answer show the question before it', async () => {
      await commitOf(store, { at: 1, entries: [says('password rules?', 1)] });
      await commitOf(store, {
        at: 2,
        readVersion: 1,
        entries: [says('that did not help', 2)],
        lessons: [lessonOf({ about: 'unhelped', article: 'password-rules' })],
      });
      expect(await store.lessons.since(0, 10)).toMatchObject([
        { about: 'unhelped', article: 'password-rules', words: 'password rules?' },
      ]);
    });

    it('learn what was chosen, once, and only the latest that offered something', async () => {
      const offered = ['cost'];
      await commitOf(store, { at: 1, lessons: [lessonOf({ offered })] });
      await commitOf(store, { at: 2, readVersion: 1, chosen: 'cost' });
      await commitOf(store, { at: 3, readVersion: 2, lessons: [lessonOf({ offered })] });
      await commitOf(store, { at: 4, readVersion: 3, lessons: [lessonOf({})], chosen: null });
      await commitOf(store, { at: 5, readVersion: 4, chosen: 'cost' });
      const chosen = (await store.lessons.since(0, 10)).map((it) => it.chosen);
      expect(chosen).toEqual(['cost', 'none', null]);
    });

    it('are read from a moment on, oldest first, as many as asked for', async () => {
      for (const at of [1, 2, 3, 4]) {
        await commitOf(store, { at, readVersion: at - 1, lessons: [lessonOf({})] });
      }
      expect((await store.lessons.since(2, 2)).map(({ at }) => at)).toEqual([2, 3]);
    });

    it('go with their conversation', async () => {
      await commitOf(store, { at: 1, entries: [says('blorf', 1)], lessons: [lessonOf({})] });
      await commitOf(store, { at: 2, readVersion: 1, conversationId: 'fresh', erase: [] });
      expect(await store.lessons.since(0, 10)).toEqual([]);
      expect(await rowsIn(ground)).toBe(0);
    });

    it('go with the old lines of a conversation that goes on', async () => {
      await commitOf(store, { at: 1, lessons: [lessonOf({})] });
      await commitOf(store, { at: 9, readVersion: 1, lessons: [lessonOf({})] });
      await store.retention.trim({ transcripts: 5, tickets: 0, shells: 0, handles: 0 });
      expect((await store.lessons.since(0, 10)).map(({ at }) => at)).toEqual([9]);
    });

    it('of an answer to a press have no words', async () => {
      await commitOf(store, { at: 1, entries: [says('password rules?', 1)] });
      const press = {
        author: 'user',
        at: 2,
        kind: 'presses',
        body: { answer: '@article:cost' },
      } as const;
      await commitOf(store, { at: 2, readVersion: 1, entries: [press] });
      const lessons = [lessonOf({ about: 'helped', article: 'cost' })];
      await commitOf(store, { at: 3, readVersion: 2, lessons });
      expect((await store.lessons.since(0, 10)).map((it) => it.words)).toEqual([null]);
    });

    it('that judge one answer twice show the same question', async () => {
      const lessons = [lessonOf({ about: 'unhelped', article: 'password-rules' })];
      await commitOf(store, { at: 1, entries: [says('password rules?', 1)] });
      await commitOf(store, { at: 2, readVersion: 1, entries: [says('no', 2)], lessons });
      await commitOf(store, { at: 3, readVersion: 2, entries: [says('still not', 3)], lessons });
      expect((await store.lessons.since(0, 10)).map((it) => it.words)).toEqual([
        'password rules?',
        'password rules?',
      ]);
    });

    it('of a turn that came too late are not kept', async () => {
      await commitOf(store, { at: 1 });
      const late = turnOf({ at: 2, lessons: [lessonOf({})] });
      expect((await store.turns.commit(late)).kind).toBe('conflict');
      expect(await rowsIn(ground)).toBe(0);
    });
  });
}
