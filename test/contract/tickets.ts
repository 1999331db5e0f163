import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caps } from '../../src/escalation/caps.ts';
import type { TicketStatus } from '../../src/escalation/ticket.ts';
import type { Store } from '../../src/storage/store.ts';
import type { CommitOutcome } from '../../src/turn/ports.ts';
import {
  commitOf,
  createBarrier,
  type GroundMaker,
  keyOf,
  type StoreGround,
  ticketOf,
  turnOf,
} from './ground.ts';

const minute = 60_000;

/** What every store does with tickets, whatever the database. */
export function describeTickets(database: string, makeGround: GroundMaker): void {
  describe(`tickets on ${database}`, () => {
    let ground: StoreGround;
    let store: Store;
    beforeEach(async () => {
      ground = await makeGround();
      store = ground.store;
    });
    afterEach(() => ground.clear());

    const statesOf = async (id = 'id-of-test-c1'): Promise<string[]> =>
      (await store.turns.tickets(id)).map(({ reference, mail }) => `${reference} ${mail}`);

    const ticketIn = (name: string, reference: string, at: number): Promise<CommitOutcome> =>
      store.turns.commit(
        turnOf({
          key: keyOf(name),
          at,
          ticket: ticketOf(reference, { contact: `${name}@a.example` }),
        }),
      );

    it('are written with their turn, or not at all', async () => {
      await commitOf(store, { ticket: ticketOf('22-222') });
      expect(await statesOf()).toEqual(['22-222 waiting']);
      const lost = await store.turns.commit(turnOf({ readVersion: 7, ticket: ticketOf('33-333') }));
      expect(lost).toEqual({ kind: 'conflict' });
      expect(await statesOf()).toEqual(['22-222 waiting']);
      expect([...(await store.mails.references())]).toEqual(['22-222']);
    });

    it('are refused with a reference that is taken, so that another is drawn', async () => {
      await commitOf(store, { ticket: ticketOf('22-222') });
      const facts = { key: keyOf('c2'), ticket: ticketOf('22-222', { contact: 'b@a.example' }) };
      expect(await store.turns.commit(turnOf(facts))).toEqual({ kind: 'conflict' });
      expect((await store.turns.open(keyOf('c2'), null)).conversation).toBeNull();
    });

    it('do nothing a second time when the same activity asks for them again', async () => {
      await commitOf(store, { activityId: 'a1', ticket: ticketOf('22-222') });
      const again = await store.turns.commit(
        turnOf({ activityId: 'a1', ticket: ticketOf('33-333') }),
      );
      expect(again).toEqual({ kind: 'repeat', reply: null });
      expect(await statesOf()).toEqual(['22-222 waiting']);
    });

    it('are capped by conversation, and a cap writes nothing', async () => {
      const most = caps.find(({ name }) => name === 'conversation')?.most ?? 0;
      for (let made = 0; made < most; made += 1) {
        const contact = `c${String(made)}@a.example`;
        const ticket = ticketOf(`22-22${String(made + 2)}`, { contact });
        await commitOf(store, { readVersion: made, ticket });
      }
      const more = turnOf({ readVersion: most, ticket: ticketOf('99-999') });
      expect(await store.turns.commit(more)).toEqual({ kind: 'capped', cap: 'conversation' });
      expect((await store.turns.open(keyOf('c1'), null)).conversation?.version).toBe(most);
    });

    it('are capped by contact address, however it is written', async () => {
      const most = caps.find(({ name }) => name === 'contact')?.most ?? 0;
      const outcomes: CommitOutcome[] = [];
      for (let made = 0; made <= most; made += 1) {
        const contact = made % 2 === 0 ? 'Same@a.example' : 'same@A.example';
        const ticket = ticketOf(`22-22${String(made + 2)}`, { contact });
        outcomes.push(await store.turns.commit(turnOf({ key: keyOf(`c${String(made)}`), ticket })));
      }
      expect(outcomes.at(-1)).toEqual({ kind: 'capped', cap: 'contact' });
      expect(outcomes.slice(0, -1).every(({ kind }) => kind === 'committed')).toBe(true);
    });

    it('are capped by desk and hour even when all come at once', async () => {
      const most = caps.find(({ name }) => name === 'desk')?.most ?? 0;
      const barrier = createBarrier(most + 5);
      const outcomes = await Promise.all(
        Array.from({ length: most + 5 }, async (_, index) => {
          await barrier();
          return ticketIn(`c${String(index)}`, `2${String(index).padStart(4, '0')}`, minute);
        }),
      );
      const kinds = Map.groupBy(outcomes, ({ kind }) => kind);
      expect(kinds.get('committed')).toHaveLength(most);
      expect(kinds.get('capped')).toHaveLength(5);
      const later = await ticketIn('later', '99-999', 61 * minute + 1);
      expect(later.kind).toBe('committed');
    });

    it('outlive their conversation, which no longer tells of them', async () => {
      await commitOf(store, { at: 0, ticket: ticketOf('22-222') });
      const limits = { transcripts: 10, tickets: -1, shells: -1, handles: -1 };
      expect(await store.retention.purge('id-of-test-c1', limits)).toBe(true);
      expect([...(await store.mails.references())]).toEqual(['22-222']);
      expect(await statesOf()).toEqual([]);
    });

    describe('an erasure', () => {
      const told = (mail: TicketStatus['mail']): TicketStatus[] => [
        { reference: '22-222', mail, network: 'alpha', at: 1_000 },
      ];
      const erases = (erase: readonly TicketStatus[]): Promise<CommitOutcome> =>
        store.turns.commit(
          turnOf({
            readVersion: 1,
            conversationId: 'id-new',
            activityId: 'bye',
            reply: 'gone',
            erase,
          }),
        );

      it('leaves a shell under another id, with nothing in it but its receipt', async () => {
        await commitOf(store, {
          activityId: 'a1',
          entries: [{ author: 'user', at: 1, kind: 'says', body: { text: 'words' } }],
          ticket: ticketOf('22-222'),
        });
        expect(await erases(told('waiting'))).toMatchObject({ kind: 'committed', version: 2 });
        expect(await store.turns.transcript('id-of-test-c1', 10)).toEqual([]);
        expect([...(await store.mails.references())]).toEqual([]);
        const { conversation } = await store.turns.open(keyOf('c1'), null);
        expect(conversation).toMatchObject({ id: 'id-new', version: 2 });
        expect((await store.turns.open(keyOf('c1'), 'bye')).repeat).toEqual({ reply: 'gone' });
        expect((await store.turns.open(keyOf('c1'), 'a1')).repeat).toBeNull();
      });

      it('is refused when a mail has moved on since the receipt was written', async () => {
        await commitOf(store, { ticket: ticketOf('22-222') });
        const [mail] = await store.mails.lease(2_000, 9_000, 1);
        expect(await erases(told('waiting'))).toEqual({ kind: 'conflict' });
        expect(await erases(told('sending'))).toMatchObject({ kind: 'committed' });
        expect(await store.mails.sent(mail?.id ?? 0, 3_000)).toBe(false);
      });

      it('is refused when a turn came first', async () => {
        await commitOf(store, { ticket: ticketOf('22-222') });
        await commitOf(store, { readVersion: 1 });
        expect(await erases(told('waiting'))).toEqual({ kind: 'conflict' });
        expect(await statesOf()).toEqual(['22-222 waiting']);
      });

      it('of someone who was never here is a shell as well', async () => {
        const outcome = await store.turns.commit(turnOf({ conversationId: 'id-new', erase: [] }));
        expect(outcome).toMatchObject({ kind: 'committed', version: 1 });
      });
    });
  });
}
