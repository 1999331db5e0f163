import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { commitOf, type GroundMaker, keyOf, type StoreGround, ticketOf } from './ground.ts';

/** What every queue of mails does, whatever the database. */
export function describeMailQueue(database: string, makeGround: GroundMaker): void {
  describe(`the mail queue on ${database}`, () => {
    let ground: StoreGround;
    let store: Store;
    beforeEach(async () => {
      ground = await makeGround();
      store = ground.store;
    });
    afterEach(() => ground.clear());

    const write = async (reference: string, recipient: string | null = 'desk@a.example') => {
      const ticket = { ...ticketOf(reference, { contact: `${reference}@a.example` }), recipient };
      await commitOf(store, { key: keyOf(reference), at: 1_000, ticket });
    };
    const lease = async (now: number, until = now + 100) =>
      (await store.mails.lease(now, until, 10)).map(({ reference }) => reference);

    it('hands out what is due with all that a try needs', async () => {
      await write('22-222');
      expect(await store.mails.lease(999, 1_100, 10)).toEqual([]);
      expect(await store.mails.lease(1_000, 1_100, 10)).toMatchObject([
        {
          reference: '22-222',
          recipient: 'desk@a.example',
          attempts: 0,
          writtenAt: 1_000,
          mail: ticketOf('22-222', { contact: '22-222@a.example' }).mail,
        },
      ]);
    });

    it('hands a mail to nobody else while its lease lasts, and out again when it is over', async () => {
      await write('22-222');
      const other = await ground.another();
      expect(await lease(1_000, 2_000)).toEqual(['22-222']);
      expect(await other.mails.lease(1_999, 3_000, 10)).toEqual([]);
      expect((await other.mails.lease(2_000, 3_000, 10)).map((it) => it.reference)).toEqual([
        '22-222',
      ]);
    });

    it('hands out the oldest first, no more than asked for', async () => {
      await write('22-222');
      await write('33-333');
      expect((await store.mails.lease(1_000, 2_000, 1)).map((it) => it.reference)).toEqual([
        '22-222',
      ]);
      expect(await lease(1_000)).toEqual(['33-333']);
    });

    it('forgets the text of a mail that was sent, and that it is due', async () => {
      await write('22-222');
      const [mail] = await store.mails.lease(1_000, 2_000, 1);
      expect(await store.mails.sent(mail?.id ?? 0, 1_500)).toBe(true);
      expect(await lease(9_000)).toEqual([]);
      const [row] = await ground.tables().selectFrom('mails').selectAll().execute();
      expect(row).toMatchObject({ body: null, sent_at: 1_500, attempts: 1, due_at: null });
    });

    it('counts a try that failed, and hands the mail out again at its time', async () => {
      await write('22-222');
      const [mail] = await store.mails.lease(1_000, 2_000, 1);
      await store.mails.failed(mail?.id ?? 0, 5_000);
      expect(await lease(4_999)).toEqual([]);
      expect(await store.mails.lease(5_000, 6_000, 1)).toMatchObject([{ attempts: 1 }]);
    });

    it('keeps a mail that was given up, with its text, and hands it out no more', async () => {
      await write('22-222');
      const [mail] = await store.mails.lease(1_000, 2_000, 1);
      await store.mails.failed(mail?.id ?? 0, null);
      expect(await lease(9_000_000)).toEqual([]);
      expect(await store.mails.figures()).toEqual({
        waiting: 0,
        oldestAt: null,
        kept: 0,
        givenUp: 1,
      });
    });

    it('keeps a mail without an address until there is one', async () => {
      await write('22-222', null);
      expect(await lease(9_000)).toEqual([]);
      expect(await store.mails.figures()).toMatchObject({ kept: 1, waiting: 0, givenUp: 0 });
      expect(await store.mails.readdress('new@a.example', 9_000)).toBe(1);
      expect(await store.mails.lease(9_000, 9_100, 1)).toMatchObject([
        { recipient: 'new@a.example' },
      ]);
      expect(await store.mails.readdress('other@a.example', 9_000)).toBe(0);
    });

    it('says since when the oldest one waits', async () => {
      await write('22-222');
      expect(await store.mails.figures()).toMatchObject({ waiting: 1, oldestAt: 1_000 });
    });

    it('says of a ticket that is gone that it is gone', async () => {
      await write('22-222');
      const [mail] = await store.mails.lease(1_000, 2_000, 1);
      await store.retention.trim({ transcripts: 0, tickets: 2_000, shells: 0, handles: 0 });
      expect(await store.mails.sent(mail?.id ?? 0, 1_500)).toBe(false);
    });
  });
}
