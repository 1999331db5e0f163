import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { createPurging, keptDays } from '../../src/turn/purging.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-21T00:00:00Z');

async function turn(store: Store, name: string, version: number, at: number): Promise<void> {
  await store.turns.commit({
    key: { channel: 'test', conversation: name },
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

describe('retention', () => {
  it('deletes a conversation 90 days after its last turn, and the old lines of the others', async () => {
    const store = await openStore(':memory:');
    await turn(store, 'old', 0, now - 200 * day);
    await turn(store, 'going-on', 0, now - 200 * day);
    await turn(store, 'going-on', 1, now - 2 * day);
    await turn(store, 'new', 0, now - 89 * day);
    const purged: number[] = [];
    const watcher = {
      purged: (count: number) => purged.push(count),
      failed: () => purged.push(-1),
    };
    const purging = createPurging({
      retention: store.retention,
      clock: createFakeClock(now),
      watcher,
    });
    purging.start();
    await purging.stop();
    expect(purged).toEqual([1]);
    const open = (conversation: string, activityId: string) =>
      store.turns.open({ channel: 'test', conversation }, activityId);
    expect(await open('old', 'old-0')).toEqual({ conversation: null, repeat: null });
    expect((await open('new', 'none')).conversation?.version).toBe(1);
    expect((await open('going-on', 'going-on-0')).repeat).toBeNull();
    expect(await store.turns.transcript('id-going-on', 10)).toMatchObject([
      { body: { text: 'going-on 1' } },
    ]);
    await store.close();
  });

  it('deletes more than one round holds', async () => {
    const store = await openStore(':memory:');
    for (let index = 0; index < 450; index += 1)
      await turn(store, `c${String(index)}`, 0, now - 100 * day);
    expect(await store.retention.purge(now - keptDays * day)).toBe(450);
    await store.close();
  });

  it('makes a turn that read before the purge begin anew instead of reviving what is gone', async () => {
    const store = await openStore(':memory:');
    await turn(store, 'late', 0, now - 100 * day);
    await store.retention.purge(now - keptDays * day);
    const outcome = await store.turns.commit({
      key: { channel: 'test', conversation: 'late' },
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

  it('tells of a round that failed and does not end the process', async () => {
    const failures: unknown[] = [];
    const retention = { purge: () => Promise.reject(new TypeError('disk')) };
    const watcher = { purged: () => undefined, failed: (cause: unknown) => failures.push(cause) };
    const purging = createPurging({ retention, clock: createFakeClock(now), watcher });
    purging.start();
    await purging.stop();
    expect(failures).toHaveLength(1);
  });
});
