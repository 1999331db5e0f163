import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { usualKeeping } from '../../src/turn/keeping.ts';
import type { PurgingParts } from '../../src/turn/purging.ts';
import { createPurging, purgeAll } from '../../src/turn/purging.ts';
import type { ConversationQueue } from '../../src/turn/queue.ts';
import { createConversationQueue } from '../../src/turn/queue.ts';
import { commitOf, keyOf, ticketOf } from '../contract/ground.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-21T00:00:00Z');

async function turn(store: Store, name: string, version: number, at: number): Promise<void> {
  await store.turns.commit({
    key: keyOf(name),
    conversationId: `id-${name}`,
    readVersion: version,
    activityId: `${name}-${String(version)}`,
    at,
    snapshot: { words: name },
    entries: [{ author: 'user', at, kind: 'says', body: { text: `${name} ${String(version)}` } }],
    reply: null,
    deliverTo: null,
  });
}

interface Round {
  readonly parts: PurgingParts;
  readonly queue: ConversationQueue;
  readonly told: (number | string)[];
  readonly swept: number[];
}

function roundOver(store: Store, change: Partial<PurgingParts> = {}): Round {
  const told: (number | string)[] = [];
  const swept: number[] = [];
  const queue = createConversationQueue();
  const parts: PurgingParts = {
    retention: store.retention,
    keeping: usualKeeping,
    inOrder: ({ conversation }, work) => queue.run(conversation, work),
    mails: store.mails,
    transport: {
      sweep: (_now, keepMs) => {
        swept.push(keepMs);
        return Promise.resolve();
      },
    },
    clock: createFakeClock(now),
    watcher: {
      purged: (count) => told.push(count),
      failed: (cause) => told.push(cause instanceof Error ? cause.message : 'failed'),
    },
    ...change,
  };
  return { parts, queue, told, swept };
}

const open = (store: Store, name: string) => store.turns.open(keyOf(name), `${name}-0`);

describe('retention', () => {
  it('deletes a conversation 90 days after its last turn, and the old lines of the others', async () => {
    const store = await openStore(':memory:');
    await turn(store, 'old', 0, now - 200 * day);
    await turn(store, 'going-on', 0, now - 200 * day);
    await turn(store, 'going-on', 1, now - 2 * day);
    await turn(store, 'new', 0, now - 89 * day);
    const { parts, told, swept } = roundOver(store);
    const purging = createPurging(parts);
    purging.start();
    await purging.stop();
    expect(told).toEqual([1]);
    expect(swept).toEqual([90 * day]);
    expect(await open(store, 'old')).toEqual({ conversation: null, repeat: null });
    expect((await open(store, 'new')).conversation?.version).toBe(1);
    expect((await open(store, 'going-on')).repeat).toBeNull();
    expect(await store.turns.transcript('id-going-on', 10)).toMatchObject([
      { body: { text: 'going-on 1' } },
    ]);
    await store.close();
  });

  it('follows the days that the operator has set', async () => {
    const store = await openStore(':memory:');
    await turn(store, 'two-weeks', 0, now - 14 * day);
    const keeping = { transcriptDays: 10, ticketDays: 20 };
    expect(await purgeAll(roundOver(store, { keeping }).parts)).toBe(1);
    await store.close();
  });

  it('keeps a ticket for 365 days, and the text of its mail for 90', async () => {
    const store = await openStore(':memory:');
    await commitOf(store, { key: keyOf('c1'), at: now - 100 * day, ticket: ticketOf('22-222') });
    await commitOf(store, { key: keyOf('c2'), at: now - 400 * day, ticket: ticketOf('33-333') });
    expect(await purgeAll(roundOver(store).parts)).toBe(2);
    expect([...(await store.mails.references())]).toEqual(['22-222']);
    expect(await store.mails.lease(now, now + 1, 10)).toEqual([]);
    await store.close();
  });

  it('takes the person out of a ticket when the conversation goes, and not before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'purging-'));
    const file = join(folder, 'bot.sqlite');
    const store = await openStore(file);
    await commitOf(store, { key: keyOf('c1'), at: now - 100 * day, ticket: ticketOf('22-222') });
    await commitOf(store, { key: keyOf('c2'), at: now - 80 * day, ticket: ticketOf('33-333') });
    await purgeAll(roundOver(store).parts);
    await store.close();
    const database = new DatabaseSync(file);
    const rows = database
      .prepare(
        `select reference, contact <> '' as reachable, pack <> '[]' as told, reply_to <> '' as answers
          from tickets join mails on mails.ticket = tickets.number order by reference`,
      )
      .all();
    database.close();
    rmSync(folder, { recursive: true });
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['22-222', 0, 0, 0],
      ['33-333', 1, 1, 1],
    ]);
  });

  it('deletes more than one round holds', async () => {
    const store = await openStore(':memory:');
    for (let index = 0; index < 230; index += 1)
      await turn(store, `c${String(index)}`, 0, now - 100 * day);
    expect(await purgeAll(roundOver(store).parts)).toBe(230);
    await store.close();
  });

  it('waits for the turn under way in that conversation, and then leaves it alone', async () => {
    const store = await openStore(':memory:');
    await turn(store, 'late', 0, now - 100 * day);
    await turn(store, 'gone', 0, now - 100 * day);
    const { parts, queue } = roundOver(store);
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<undefined>();
    const underWay = queue.run('late', async () => {
      begin(undefined);
      await mayEnd;
      await turn(store, 'late', 1, now);
    });
    await begun;
    const purged = purgeAll(parts);
    end(undefined);
    await underWay;
    expect(await purged).toBe(1);
    expect((await open(store, 'late')).conversation?.version).toBe(2);
    expect((await open(store, 'gone')).conversation).toBeNull();
    await store.close();
  });

  it('would delete under a turn that has read if it did not wait: the turn then begins anew', async () => {
    const store = await openStore(':memory:');
    await turn(store, 'late', 0, now - 100 * day);
    const { parts } = roundOver(store, { inOrder: (_key, work) => work() });
    expect(await purgeAll(parts)).toBe(1);
    const outcome = await store.turns.commit({
      key: keyOf('late'),
      conversationId: 'id-late',
      readVersion: 1,
      activityId: 'late-1',
      at: now,
      snapshot: {},
      entries: [],
      reply: null,
      deliverTo: null,
    });
    expect(outcome).toEqual({ kind: 'conflict' });
    await store.close();
  });

  it('removes the shell of an erased conversation after an hour, unless it was taken up again', async () => {
    const store = await openStore(':memory:');
    for (const name of ['shell', 'again', 'fresh']) {
      await commitOf(store, {
        key: keyOf(name),
        conversationId: `id-${name}`,
        at: now - (name === 'fresh' ? 60_000 : 2 * 3_600_000),
        erase: [],
      });
    }
    await turn(store, 'again', 1, now - 3_600_000);
    expect(await purgeAll(roundOver(store).parts)).toBe(1);
    expect((await open(store, 'shell')).conversation).toBeNull();
    expect((await open(store, 'again')).conversation?.version).toBe(2);
    expect((await open(store, 'fresh')).conversation?.version).toBe(1);
    await store.close();
  });

  it('tells of a round that failed and does not end the process', async () => {
    const store = await openStore(':memory:');
    const retention = { ...store.retention, old: () => Promise.reject(new TypeError('disk')) };
    const { parts, told } = roundOver(store, { retention });
    const purging = createPurging(parts);
    purging.start();
    await purging.stop();
    expect(told).toEqual(['disk']);
    await store.close();
  });
});
