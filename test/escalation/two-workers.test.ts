import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailQueue } from '../../src/escalation/mail-queue.ts';
import { createMailWorker } from '../../src/escalation/mail-worker.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { commitOf, createBarrier, keyOf, ticketOf } from '../contract/ground.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeTransport, createMailEvents } from './fake-mails.ts';

const references = ['22-222', '33-333', '44-444', '55-555'];
let store: Store;

beforeEach(async () => {
  store = await openStore(':memory:');
  for (const [index, reference] of references.entries()) {
    const ticket = ticketOf(reference, { contact: `person${String(index)}@hospital.example` });
    await commitOf(store, { key: keyOf(reference), at: 1_000, ticket });
  }
});

afterEach(() => store.close());

/** A queue whose first look is over only when the other worker has looked as well. */
function meeting(queue: MailQueue, meet: () => Promise<void>): MailQueue {
  let met = false;
  return {
    ...queue,
    lease: async (now, until, limit) => {
      const mails = await queue.lease(now, until, limit);
      if (met) return mails;
      met = true;
      await meet();
      return mails;
    },
  };
}

/** A queue that hands mails out and does not write down that it did. */
function unleased(queue: MailQueue): MailQueue {
  return { ...queue, lease: (now, _until, limit) => queue.lease(now, now, limit) };
}

/** Two workers look before either sends; the references of what was sent, when so many were. */
async function sentByTwo(queue: MailQueue, expected: number): Promise<string[]> {
  const channel = createFakeTransport();
  const events = createMailEvents();
  const meet = createBarrier(2);
  const workers = [1, 2].map(() =>
    createMailWorker({
      queue: meeting(queue, meet),
      transport: channel.transport,
      clock: createFakeClock(2_000),
      random: () => 0,
      ticker: () => () => undefined,
      watcher: events.watcher,
    }),
  );
  for (const worker of workers) worker.look();
  await events.until(expected);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(events.seen.filter((event) => event.startsWith('failed'))).toEqual([]);
  return channel.tries.toSorted();
}

describe('two workers over one queue, at the same time', () => {
  it('send each mail once', async () => {
    expect(await sentByTwo(store.mails, 4)).toEqual(references);
  });

  it('would send each mail twice if the lease were not written', async () => {
    expect(await sentByTwo(unleased(store.mails), 8)).toEqual(
      [...references, ...references].sort(),
    );
  });

  it('leave nothing that waits', async () => {
    await sentByTwo(store.mails, 4);
    expect(await store.mails.figures()).toEqual({
      waiting: 0,
      oldestAt: null,
      kept: 0,
      givenUp: 0,
    });
  });
});
