import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import type { Brain } from '../../src/brain.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Inbound } from '../../src/turn/inbound.ts';
import { readSnapshot } from '../../src/turn/stored-snapshot.ts';
import type { TurnStore } from '../../src/turn/ports.ts';
import type { Turns } from '../../src/turn/turns.ts';
import { createTurns } from '../../src/turn/turns.ts';
import { quietParts } from '../support/quiet-parts.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createTestBrain } from '../support/test-brain.ts';

const brain = await createTestBrain();
const key = { channel: 'test', conversation: 'one' };
const hints = { locale: 'en', slots: {} };

interface Watched {
  readonly turns: Turns;
  readonly failures: unknown[];
}

function turnsOver(
  store: TurnStore,
  content: Brain['dialogContent'] = brain.dialogContent,
): Watched {
  const failures: unknown[] = [];
  let count = 0;
  const turns = createTurns({
    picker: null,
    content,
    store,
    clock: createFakeClock(),
    ids: { next: () => `id${String((count += 1))}` },
    guard: brain.guard,
    ...quietParts(brain),
    watcher: { handled: () => undefined, failed: ({ cause }) => failures.push(cause) },
  });
  return { turns, failures };
}

const says = (text: string, activityId: string | null = null): Inbound => ({
  key,
  activityId,
  act: { kind: 'says', text },
  hints,
  deliverTo: null,
});

describe('a turn', () => {
  it('is done once when the same activity comes five times at once', async () => {
    const store = await openStore(':memory:');
    const { turns } = turnsOver(store.turns);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => turns.handle(says('hello', 'a1'))),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual([
      'repeated',
      'repeated',
      'repeated',
      'repeated',
      'replied',
    ]);
    const replies = outcomes.map(({ reply }) => JSON.stringify(reply));
    expect(new Set(replies).size).toBe(1);
    expect((await store.turns.open(key, null)).conversation?.version).toBe(1);
    await store.close();
  });

  it('is found again by the activity that the person made, and not its reply', async () => {
    const store = await openStore(':memory:');
    await turnsOver(store.turns).turns.handle(says('hello', 'a1'));
    const { entries } = await store.log.after(key, 0, 10);
    expect(entries.map(({ author, activityId }) => [author, activityId])).toEqual([
      ['user', 'a1'],
      ['bot', null],
    ]);
    await store.close();
  });

  it('gives fifty messages at once the result of fifty in a row', async () => {
    const store = await openStore(':memory:');
    const { turns } = turnsOver(store.turns);
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => turns.handle(says('hello', `m${String(index)}`))),
    );
    const { conversation } = await store.turns.open(key, null);
    expect(conversation?.version).toBe(50);
    expect(await store.turns.transcript(conversation?.id ?? '', 1000)).toHaveLength(100);
    await store.close();
  });

  it('runs again on the newer snapshot when another process was faster', async () => {
    const store = await openStore(':memory:');
    expect(await slotsAfterOverlap(store.turns, store.turns)).toEqual({
      account: 'guest',
      country: 'IT',
    });
    await store.close();
  });

  it('loses what one of two said in that very overlap when the version is not checked', async () => {
    const store = await openStore(':memory:');
    const slots = await slotsAfterOverlap(store.turns, unchecked(store.turns));
    expect(Object.keys(slots)).toHaveLength(1);
    await store.close();
  });

  it('answers with an apology and a way to a person when the database is locked', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'turns-')), 'bot.sqlite');
    const store = await openStore(file, { busyTimeoutMs: 100 });
    const { turns, failures } = turnsOver(store.turns);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const outcome = await turns.handle(says('hello', 'l1'));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'STORE_BUSY' });
    expect(outcome.reply?.lines[0]?.key).toBe('failures:busy');
    expect(outcome.reply?.buttons.map(({ answer }) => answer)).toEqual(['@person']);
    expect(failures).toHaveLength(1);
    other.exec('ROLLBACK');
    expect((await turns.handle(says('hello', 'l1'))).kind).toBe('replied');
    other.close();
    await store.close();
  });

  it('tells the operator and the person when the disk is full', async () => {
    const store = await openStore(':memory:');
    const full: TurnStore = {
      ...store.turns,
      commit: () => Promise.reject(new AppError('STORE_FULL', 'The database is full')),
    };
    const { turns, failures } = turnsOver(full);
    const outcome = await turns.handle(says('hello', 'f1'));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'STORE_FULL' });
    expect(outcome.reply?.lines[0]?.key).toBe('failures:unavailable');
    expect(failures).toMatchObject([{ code: 'STORE_FULL' }]);
    await store.close();
  });

  it('apologises, stores what was said and stays where it was when the engine throws', async () => {
    const store = await openStore(':memory:');
    const ears = {
      ...brain.dialogContent.ears,
      decide: () => {
        throw new TypeError('engine');
      },
    };
    const { turns, failures } = turnsOver(store.turns, { ...brain.dialogContent, ears });
    const outcome = await turns.handle(says('my very own words', 'e1'));
    expect(outcome.reply?.lines[0]?.key).toBe('failures:broken');
    expect(outcome.reply?.buttons.map(({ answer }) => answer)).toEqual(['@person']);
    expect(failures).toHaveLength(1);
    const { conversation } = await store.turns.open(key, null);
    const transcript = await store.turns.transcript(conversation?.id ?? '', 10);
    expect(transcript[0]).toMatchObject({ author: 'user', body: { text: 'my very own words' } });
    const next = await turnsOver(store.turns).turns.handle({
      ...says(''),
      act: { kind: 'presses', place: 'x', answer: '@person' },
    });
    expect(next.reply?.place.startsWith('person/')).toBe(true);
    await store.close();
  });

  it('keeps no secret and no patient detail, neither in the transcript nor in the snapshot', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'turns-')), 'bot.sqlite');
    const store = await openStore(file);
    const { turns } = turnsOver(store.turns);
    await turns.handle(says('my password is Sommer2024!x and the code is 482913'));
    await turns.handle(says('patient Erika Mustermann, born 12.3.1984, needs a panel'));
    await turns.handle(says('my number is +32 470 12 34 56'));
    await store.close();
    const bytes = await import('node:fs').then(({ readFileSync }) =>
      readFileSync(file).toString('latin1'),
    );
    for (const secret of [
      'Sommer2024',
      '482913',
      'Mustermann',
      '12.3.1984',
      '470 12 34',
      '32470123456',
    ]) {
      expect(bytes.includes(secret), secret).toBe(false);
    }
  });

  it('does not read more than anyone types, and says so', async () => {
    const store = await openStore(':memory:');
    const { turns } = turnsOver(store.turns);
    const outcome = await turns.handle(says('x '.repeat(50_000)));
    expect(outcome.reply?.lines.map(({ key: text }) => text)).toContain('failures:too-long');
    const { conversation } = await store.turns.open(key, null);
    const [said] = await store.turns.transcript(conversation?.id ?? '', 10);
    expect(said?.body).toEqual({ length: 100_000 });
    await store.close();
  });

  it('takes a snapshot that it cannot read for a stranger, and goes on', async () => {
    const store = await openStore(':memory:');
    await store.turns.commit({
      key,
      conversationId: 'old',
      readVersion: 0,
      activityId: null,
      at: 1,
      snapshot: { format: 99 },
      entries: [],
      reply: null,
      deliverTo: null,
    });
    const outcome = await turnsOver(store.turns).turns.handle(says('hello'));
    expect(outcome.reply?.lines[0]?.key).toBe('start:welcome.say');
    await store.close();
  });

  it('goes to the nearest place that still exists when the content has lost one', async () => {
    const store = await openStore(':memory:');
    const { turns } = turnsOver(store.turns);
    await turns.handle({ ...says(''), act: { kind: 'begins' } });
    await turns.handle({
      ...says(''),
      act: { kind: 'presses', place: 'start/welcome', answer: 'starting' },
    });
    await turns.handle({
      ...says(''),
      act: { kind: 'presses', place: 'start/has-account', answer: 'no-account' },
    });
    const { 'eu-login': gone, ...dialogs } = brain.dialogContent.dialogs;
    expect(gone).toBeDefined();
    const later = turnsOver(store.turns, { ...brain.dialogContent, dialogs });
    const outcome = await later.turns.handle(says('where am i'));
    expect(outcome.reply?.lines[0]?.key).toBe('common:state-gone');
    expect(outcome.reply?.place).toBe('start/has-account');
    await store.close();
  });

  it('finishes what is under way when it is closed, and takes no more', async () => {
    const store = await openStore(':memory:');
    const { turns } = turnsOver(store.turns);
    const underWay = turns.handle(says('hello', 'c1'));
    await turns.close();
    expect((await underWay).kind).toBe('replied');
    expect(await turns.handle(says('hello', 'c2'))).toMatchObject({
      kind: 'failed',
      code: 'SHUTTING_DOWN',
    });
    await store.close();
  });
});

/**
 * Two processes answer two messages of one conversation; both have read before either writes.
 *
 * Each process has a queue of its own, so only the version in the database stands between them.
 */
async function slotsAfterOverlap(
  real: TurnStore,
  store: TurnStore,
): Promise<Readonly<Record<string, string>>> {
  const meet = createBarrier(2);
  const one = turnsOver(meeting(store, meet));
  const other = turnsOver(meeting(store, meet));
  await Promise.all([
    one.turns.handle(says("I'm a guest", 'p1')),
    other.turns.handle(says("I'm from Italy", 'p2')),
  ]);
  expect([...one.failures, ...other.failures]).toEqual([]);
  const { conversation } = await real.open(key, null);
  return readSnapshot(conversation?.snapshot ?? null)?.slots ?? {};
}

/** Resolves for everybody when as many as expected have come. */
function createBarrier(expected: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived === expected) resolve(undefined);
    await promise;
  };
}

/** A store whose first reader waits for the other one. */
function meeting(store: TurnStore, meet: () => Promise<void>): TurnStore {
  let met = false;
  const open: TurnStore['open'] = async (conversation, activityId) => {
    const opened = await store.open(conversation, activityId);
    if (met) return opened;
    met = true;
    await meet();
    return opened;
  };
  return { ...store, open };
}

/** A store that writes over whatever is there, as one without the version check would. */
function unchecked(store: TurnStore): TurnStore {
  const overwrite: TurnStore['commit'] = async (turn) => {
    const { conversation } = await store.open(turn.key, null);
    if (conversation === null) return store.commit(turn);
    return store.commit({
      ...turn,
      readVersion: conversation.version,
      conversationId: conversation.id,
    });
  };
  let last: Promise<unknown> = Promise.resolve();
  const commit: TurnStore['commit'] = (turn) => {
    const done = last.then(() => overwrite(turn));
    last = done;
    return done;
  };
  return { ...store, commit };
}
